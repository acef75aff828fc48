package dev.tailrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RedactCommandTest {
  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter messages = new StringWriter();

  @Test
  void takesSecretsOutAndCountsThemByRule() {
    String text = "a\nurl https://ci:hunter2@x.test/\n\nlast";

    assertThat(run(text)).isZero();

    assertThat(out.toString(UTF_8))
        .isEqualTo("a\nurl https://ci:[REDACTED:url-password]@x.test/\n\nlast");
    assertThat(messages.toString().strip()).isEqualTo("url-password 1");
  }

  @Test
  void usesTheRulesOfAFile() throws IOException {
    Path rules = rules("rules: [{id: acme, keywords: [acme-], regex: 'acme-[0-9]+'}]");

    assertThat(run("acme-42!", "--rules", rules.toString())).isZero();

    assertThat(out.toString(UTF_8)).isEqualTo("[REDACTED:acme]!");
  }

  @Test
  void checksAFileOfRules() throws IOException {
    Path rules = rules("rules: [{id: acme, keywords: [acme-], regex: 'acme-[0-9]+'}]");

    assertThat(run("", "--check-rules", rules.toString())).isZero();

    assertThat(messages.toString().strip()).isEqualTo(rules + " is valid.");
  }

  @Test
  void refusesAFileWhoseExampleIsNotFound() throws IOException {
    Path rules =
        rules("rules: [{id: acme, keywords: [acme-], regex: 'acme-[0-9]+', examples: [acme-x]}]");

    int exit =
        Tailrace.commandLine()
            .setErr(new PrintWriter(messages, true))
            .execute("redact", "--check-rules", rules.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(messages.toString().strip())
        .contains(rules.toString(), "'acme'", "finds nothing")
        .doesNotContain("\n");
  }

  private Path rules(String yaml) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), yaml);
  }

  private int run(String input, String... arguments) {
    RedactCommand command = new RedactCommand(new ByteArrayInputStream(input.getBytes(UTF_8)), out);
    return new CommandLine(command)
        .setOut(new PrintWriter(messages, true))
        .setErr(new PrintWriter(messages, true))
        .execute(arguments);
  }
}
