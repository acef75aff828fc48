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

class TailraceTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesEveryRole() {
    assertThat(run("--help")).isZero();

    for (Role role : Role.values()) {
      assertThat(out.toString()).contains(role.command());
    }
    assertThat(out.toString()).contains("tail", "bootstrap");
  }

  @Test
  void noCommandIsAnErrorOfOneLine() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("tailrace: no command was named; see: tailrace --help");
  }

  @Test
  void anUnknownOptionIsAnErrorOfOneLine() {
    assertThat(run("agent", "--config", "x", "--konfig", "y")).isEqualTo(2);
    assertThat(err.toString().strip())
        .contains("--konfig", "see: tailrace agent --help")
        .doesNotContain("\n");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(run("pipeline", "--config", "/no/such.yaml")).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("tailrace: --config '/no/such.yaml': there is no such file");
  }

  @Test
  void aRoleWithoutItsSectionSaysWhichItNeeds() throws IOException {
    assertThat(run("sink-s3", "--config", config("kafka: {}"))).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("tailrace: s3 is missing: this role needs the section 's3'");
  }

  @Test
  void anUnknownKeyIsNamedWithItsPath() throws IOException {
    assertThat(run("pipeline", "--config", config("kafka: {bootstrap: x}"))).isEqualTo(2);
    assertThat(err.toString().strip())
        .startsWith("tailrace: kafka.bootstrap ")
        .contains("bootstrap-servers")
        .doesNotContain("\n");
  }

  @Test
  void checksAConfigurationWithoutStartingAnything() throws IOException {
    String config =
        config(
            """
            kafka: {bootstrap-servers: "127.0.0.1:1"}
            streams: {state-directory: %s}
            agent: {data-directory: %s, inputs: [{include: ["/var/log/ci/*.log"]}]}
            """
                .formatted(directory.resolve("streams"), directory.resolve("agent")));

    assertThat(run("agent", "--config", config, "--check", "--with", "pipeline,live-tail"))
        .isZero();
    assertThat(out.toString()).contains("is valid");
  }

  @Test
  void writesWhatKibanaImportsWithoutAnyConfiguration() throws IOException {
    Path file = directory.resolve("kibana.ndjson");

    assertThat(run("bootstrap", "--kibana-export", file.toString())).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("Kibana: saved objects are written to " + file + ".");
    assertThat(Files.readString(file)).contains("\"id\":\"tailrace-operations\"").endsWith("}\n");
  }

  @Test
  void anUnknownRoleIsNamedWithThoseThatThereAre() {
    assertThat(run("agent", "--config", "x", "--with", "sinks3")).isEqualTo(2);
    assertThat(err.toString().strip())
        .contains("'sinks3' is no role", "sink-s3, metrics, live-tail")
        .doesNotContain("\n");
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(directory.resolve("tailrace.yaml"), yaml).toString();
  }

  private int run(String... arguments) {
    CommandLine line = Tailrace.commandLine();
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
