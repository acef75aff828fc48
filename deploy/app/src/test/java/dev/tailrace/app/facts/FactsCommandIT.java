package dev.tailrace.app.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.FactKind;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FactsCommandIT {
  private static final String STEPS =
      "{\"steps\":[{\"number\":1,\"name\":\"Build\",\"started_at\":\"2024-01-15T10:36:01Z\"}]}";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @Test
  void putsGetsListsAndForgets() throws Exception {
    try (EmbeddedKafka server = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
      KafkaConfig kafka = new KafkaConfig(server.bootstrapServers(), 3, 1, Map.of());
      config =
          Files.writeString(
              directory.resolve("tailrace.yaml"),
              "kafka: {bootstrap-servers: \"%s\", partitions: 3, replication-factor: 1}\n"
                  .formatted(server.bootstrapServers()));
      assertThat(run(1, "list", "repository")).isEmpty();
      assertThat(err.toString())
          .contains("there is no topic facts.repositories; tailrace bootstrap makes it");

      assertThat(run(0, "put", "repository", "acme/web", "team=infra"))
          .isEqualTo("put repository acme/web\n");
      run(0, "put", "repository", "acme/web", "team=core", "retention_days=30");
      run(0, "put", "repository", "acme/api", "{\"team\": \"core\", \"visibility\": \"private\"}");
      run(0, "put", "runner", "runner-7", "os=linux", "runner_labels=self-hosted,arm64");
      run(0, "put", "job", "8841/1/build", STEPS);
      assertThat(cleanup(kafka, "facts.repositories")).isEqualTo("compact");

      assertThat(run(0, "get", "repository", "acme/web"))
          .isEqualTo("{\"team\":\"core\",\"retention_days\":30}\n");
      assertThat(run(0, "get", "job", "8841/1/build")).isEqualTo(STEPS + "\n");
      assertThat(run(0, "list", "repository"))
          .isEqualTo(
              """
              key\torganization\tvisibility\tteam\tretention_days
              acme/api\t\tprivate\tcore\t
              acme/web\t\t\tcore\t30
              """);
      assertThat(run(0, "list", "runner", "--json"))
          .isEqualTo(
              "{\"key\":\"runner-7\",\"fact\":{\"os\":\"linux\","
                  + "\"runner_labels\":[\"self-hosted\",\"arm64\"]}}\n");
      assertThat(run(0, "list", "runner")).endsWith("runner-7\t\tlinux\t\tself-hosted,arm64\n");

      assertThat(run(0, "forget", "repository", "acme/web"))
          .isEqualTo("forgot repository acme/web\n");
      assertThat(run(1, "get", "repository", "acme/web")).isEmpty();
      assertThat(err.toString()).contains("nothing is known of repository acme/web");

      showsWhatATerminalWouldObeyAsEscapes(kafka);
    }
  }

  private void showsWhatATerminalWouldObeyAsEscapes(KafkaConfig kafka) throws Exception {
    FactTopic runs = new FactTopic(kafka, FactKind.RUN);
    runs.put("1/1", "{\"branch\":\"\\u001b[31m\\u009b\\tred\"}".getBytes(UTF_8));
    runs.put("2/1", "no fact".getBytes(UTF_8));

    assertThat(run(0, "list", "run"))
        .isEqualTo(
            """
            key\ttrigger_event\tbranch\tsha\tattempt\tworkflow
            1/1\t\t\\u{1b}[31m\\u{9b}\\tred\t\t\t
            """);
    assertThat(err.toString()).contains("2/1 is no JSON object and is ignored");
    assertThat(run(0, "get", "run", "1/1"))
        .isEqualTo("{\"branch\":\"\\u001B[31m\\u009B\\tred\"}\n");
    run(1, "get", "run", "2/1");
  }

  @Test
  void saysHowAKeyIsWrittenBeforeItAsksKafka() throws Exception {
    config = directory.resolve("none.yaml");

    assertThat(run(2, "put", "run", "8841", "branch=main")).isEmpty();
    assertThat(err.toString()).contains("the key of a run cannot be '8841'; write RUN/ATTEMPT");
    run(2, "put", "robot", "r", "os=linux");
    assertThat(err.toString())
        .contains("no facts of a 'robot'; they are of one of [runner, repository, run, job]");
    run(2, "put", "runner", "r", "colour=red");
    assertThat(err.toString()).contains("its members are pool_id, os, region, runner_labels");
    run(2, "put", "runner", "r");
  }

  private String run(int exitCode, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--config", config.toString()));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line =
        FactsCommand.command(
                file -> new ConfigReader(Map.of()).read(file, TailraceConfig.class).kafka())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, command, result) -> {
                  command.getErr().println(e.getMessage());
                  return 1;
                });
    assertThat(line.execute(all.toArray(String[]::new))).as("%s", err).isEqualTo(exitCode);
    return out.toString();
  }

  private static String cleanup(KafkaConfig kafka, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get()
          .get(resource)
          .get("cleanup.policy")
          .value();
    }
  }
}
