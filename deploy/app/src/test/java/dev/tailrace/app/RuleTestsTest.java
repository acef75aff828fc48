package dev.tailrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RuleTestsTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String rules) throws IOException {
    Path file = directory.resolve("rules.yaml");
    Files.writeString(file, rules);
    CommandLine line = Tailrace.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute("router", "--test", file.toString());
  }

  /** The example of docs/routing.md. */
  private static String documented() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    String page = Files.readString(root.resolve("docs/routing.md"));
    int start =
        page.indexOf("```yaml\n", page.indexOf("<!-- rules.yaml -->")) + "```yaml\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  @Test
  void theDocumentedExamplePasses() throws IOException {
    assertThat(run(documented())).isZero();
    assertThat(out.toString())
        .contains("PASS  health checks are not kept")
        .contains("all examples");
  }

  @Test
  void aRuleThatDoesSomethingElseFailsAndSaysWhat() throws IOException {
    String rules = documented().replace("action: drop", "action: keep");

    assertThat(run(rules)).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAIL  health checks are not kept")
        .contains("kept: expected false, was true");
  }

  @Test
  void aRuleThatMeansNothingIsRefused() throws IOException {
    assertThat(run(documented().replace("action: drop", "action: sample"))).isEqualTo(2);
    assertThat(err.toString()).contains("ratio");
  }
}
