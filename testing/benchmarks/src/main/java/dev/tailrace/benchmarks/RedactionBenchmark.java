package dev.tailrace.benchmarks;

import com.google.re2j.Pattern;
import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.platform.redaction.RedactionSession;
import dev.tailrace.platform.redaction.Redactor;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Redaction of CI text without secrets beside a scan of the same bytes for line ends, in turn, on
 * one thread. What one regex of RE2/J alone would cost is measured beside them.
 */
final class RedactionBenchmark {
  private static final int BLOCK = 32_000_000;
  private static final int READ = 1 << 20;
  private static final int REGEX_BYTES = 1_000_000;
  private static final Pattern REGEX =
      Pattern.compile(
          "(?i)(ghp_|glpat-|akia|aiza|xox[bp]-|npm_|pypi-|sk_live_|eyj|bearer |://[^@ ]+@|"
              + "(password|secret|token|api_?key)[\"']?\\s*[=:])");

  private final byte[] text;
  private final int passes;
  private final int runs;
  private final PrintStream out;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Double> speeds = new ArrayList<>();
  private int redactions;

  RedactionBenchmark(long bytes, int runs, PrintStream out) {
    this.text = CiText.ofBytes((int) Math.min(bytes, BLOCK));
    this.passes = (int) Math.max(1, bytes / BLOCK);
    this.runs = runs;
    this.out = out;
  }

  Ratio run() {
    out.printf(
        "input: %d times %d MB of CI text without secrets, one thread%n",
        passes, text.length / 1_000_000);
    Ratio ratio = measure();
    out.println(ratio.line());
    out.printf(Locale.ROOT, "redaction: %.0f MB/s a core%n", Ratio.of("MB/s", speeds).median());
    return ratio;
  }

  private Ratio measure() {
    RedactionSession session =
        Redactor.of(RedactionConfig.defaults(), rule -> redactions++).session();
    List<Double> ratios = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      Cost scan = cost(text.length, passes, () -> lineEnds(text));
      Cost redaction = cost(text.length, passes, () -> redact(session));
      Cost regex = cost(Math.min(REGEX_BYTES, text.length), 1, this::regexAlone);
      String label = run == 0 ? "warm-up" : "run " + run;
      out.printf("%-8s scan      %s%n", label, scan.describe());
      out.printf("%-8s redaction %s%n", label, redaction.describe());
      out.printf("%-8s re2j      %s%n", label, regex.describe());
      if (run > 0) {
        ratios.add(redaction.cpuSecondsPerGigabyte() / scan.cpuSecondsPerGigabyte());
        speeds.add(redaction.bytes() / 1e6 / redaction.cpuSeconds());
      }
    }
    if (redactions > 0) {
      throw new IllegalStateException(redactions + " redactions in a text without secrets");
    }
    return Ratio.of("redaction/scan-cpu", ratios);
  }

  /** The sum of results is used, so that no compiler leaves the work out. */
  private Cost cost(long bytes, int times, Work work) {
    long cpu = threads.getCurrentThreadCpuTime();
    long began = System.nanoTime();
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += work.run();
    }
    double wall = (System.nanoTime() - began) / 1e9;
    double used = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
    if (sum < 0) {
      throw new IllegalStateException("counted " + sum);
    }
    return new Cost(bytes * times, used, wall);
  }

  private interface Work {
    long run();
  }

  private static long lineEnds(byte[] text) {
    long lines = 0;
    for (byte b : text) {
      if (b == '\n') {
        lines++;
      }
    }
    return lines;
  }

  /** As a reader does it: by buffers of 1 MiB, and only lines with a candidate are taken out. */
  private long redact(RedactionSession session) {
    long lines = 0;
    for (int from = 0; from < text.length; from += READ) {
      int to = Math.min(text.length, from + READ);
      int at = session.candidate(text, from, to);
      while (at < to) {
        int start = lineStart(at);
        int end = lineEnd(at);
        session.redact(Arrays.copyOfRange(text, start, end));
        lines++;
        at = end < to ? session.candidate(text, end + 1, to) : to;
      }
    }
    return lines;
  }

  private int lineStart(int at) {
    int start = at;
    while (start > 0 && text[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int lineEnd(int at) {
    int end = at;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private long regexAlone() {
    long found = 0;
    int to = Math.min(REGEX_BYTES, text.length);
    for (int start = 0; start < to; start = lineEnd(start) + 1) {
      found += REGEX.matcher(Arrays.copyOfRange(text, start, lineEnd(start))).find() ? 1 : 0;
    }
    return found;
  }
}
