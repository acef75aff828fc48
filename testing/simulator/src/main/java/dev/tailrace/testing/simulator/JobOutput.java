package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;
import dev.tailrace.testing.simulator.StepPlan.Kind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file with one job's own output. A step's lines reach it all at once, and whole. */
final class JobOutput {
  private final Path path;
  private final JobPlan job;
  private final Books books;
  private final Dice dice;
  private final Script script;
  private final Map<String, String> values;
  private @Nullable FileOutputStream file;

  JobOutput(Path path, RunPlan run, JobPlan job, Books books, Dice dice) {
    this.path = path;
    this.job = job;
    this.books = books;
    this.dice = dice;
    this.script = Script.of(run.repository().ecosystem());
    this.values =
        Map.of(
            "repo", run.repository().fullName(),
            "name", run.repository().name(),
            "branch", run.branch(),
            "sha", run.sha(),
            "runner", job.runnerId(),
            "os", job.pool().os(),
            "cache", run.repository().ecosystem().cacheType(),
            "suite", run.repository().ecosystem().suite());
  }

  void write(StepPlan step) throws IOException {
    if (!job.output()) {
      return;
    }
    TimedLines lines = new TimedLines();
    if (step.number() == 1) {
      add(lines, "setup");
    }
    add(lines, section(step.kind()));
    switch (step.result()) {
      case FAILURE -> add(lines, "failure");
      case TIMEOUT -> add(lines, "timeout");
      case CANCELLATION -> add(lines, "cancelled");
      case ERROR -> add(lines, "lost");
      default -> {
        // It went well.
      }
    }
    append(lines);
  }

  private String section(Kind kind) {
    return switch (kind) {
      case RESTORE -> job.cacheHit() ? "restore-hit" : "restore-miss";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private void add(TimedLines lines, String section) {
    List<Template> templates = script.section(section);
    for (Template template : templates) {
      for (int i = template.times(dice); i > 0; i--) {
        lines.begin();
        template.append(lines.text, dice, values);
        lines.text.append('\n');
      }
    }
  }

  private void append(TimedLines lines) throws IOException {
    FileOutputStream out = file;
    if (out == null) {
      Files.createDirectories(path.getParent());
      out = new FileOutputStream(path.toFile(), true);
      file = out;
    }
    out.write(lines.text.toString().getBytes(StandardCharsets.UTF_8));
    books.lines(Truth.JOB_OUTPUT, lines.count);
  }

  void close() throws IOException {
    if (job.output() && job.starts() && job.result() == CiResult.SUCCESS) {
      TimedLines lines = new TimedLines();
      add(lines, "complete");
      append(lines);
    }
    if (file != null) {
      file.close();
      file = null;
    }
  }

  /** Lines that begin with a time to the tenth of a microsecond, each a little after the last. */
  private static final class TimedLines {
    private final StringBuilder text = new StringBuilder(4096);
    private final String second;
    private long tenths;
    private int count;

    TimedLines() {
      Instant now = Instant.now();
      String whole = now.truncatedTo(ChronoUnit.SECONDS).toString();
      second = whole.substring(0, whole.length() - 1);
      tenths = now.get(ChronoField.NANO_OF_SECOND) / 100;
    }

    void begin() {
      tenths = Math.min(9_999_999, tenths + 37);
      String digits = Long.toString(10_000_000 + tenths);
      text.append(second).append('.').append(digits, 1, 8).append("Z ");
      count++;
    }
  }
}
