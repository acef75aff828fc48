package dev.tailrace.app;

import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.platform.redaction.RedactionListener;
import dev.tailrace.platform.redaction.RedactionSession;
import dev.tailrace.platform.redaction.Redactor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets users try the rules of redaction on text. */
@Command(
    name = "redact",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Take the secrets out of text on standard input, or check a file of rules; says on standard"
            + " error how many each rule found.")
final class RedactCommand implements Callable<Integer> {
  /** As the agent's longest line. */
  private static final int LONGEST_LINE = 1 << 20;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules besides the built-in ones. May be given several times.")
  private List<Path> rules = new ArrayList<>();

  @Option(
      names = "--check-rules",
      paramLabel = "FILE",
      description = "Only check this file and its examples.")
  private @Nullable Path checked;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final InputStream in;
  private final OutputStream out;

  RedactCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (checked != null) {
      Redactor.of(config(List.of(checked)), RedactionListener.NONE);
      spec.commandLine().getOut().println(checked + " is valid.");
      return 0;
    }
    Map<String, Integer> counts = new TreeMap<>();
    Redactor redactor = Redactor.of(config(rules), rule -> counts.merge(rule, 1, Integer::sum));
    try (OutputStream buffered = new BufferedOutputStream(out)) {
      copy(redactor.session(), new BufferedInputStream(in), buffered);
    }
    counts.forEach((rule, count) -> spec.commandLine().getErr().println(rule + " " + count));
    return 0;
  }

  private static RedactionConfig config(List<Path> rules) {
    return new RedactionConfig(true, rules, List.of(), List.of());
  }

  private static void copy(RedactionSession session, InputStream from, OutputStream to)
      throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = from.read(); b >= 0; b = from.read()) {
      if (b == '\n') {
        to.write(session.redact(line.toByteArray()));
        to.write(b);
        line.reset();
      } else {
        line.write(b);
        if (line.size() == LONGEST_LINE) {
          to.write(session.redact(line.toByteArray()));
          line.reset();
        }
      }
    }
    to.write(session.redact(line.toByteArray()));
  }
}
