package dev.tailrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedServers;
import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bootstrap --check} says of real servers, before and after they are prepared. */
class BootstrapCommandIT {
  private static final int SECONDS = 60;

  @TempDir private static Path directory;
  private static EmbeddedServers servers;
  private static Path file;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    servers = EmbeddedServers.start(directory, Ports.free(), "other", line -> {});
    file =
        Files.writeString(
            directory.resolve("tailrace.yaml"),
            """
            kafka: {bootstrap-servers: "%s", partitions: 2, replication-factor: 1}
            elasticsearch: {urls: ["%s"], indices: {replicas: 0, codec: default}}
            s3:
              bucket: archive
              endpoint: %s
              access-key: key
              secret-key: secret
              create-bucket: true
            """
                .formatted(
                    servers.kafka().bootstrapServers(),
                    servers.elasticsearch().url(),
                    servers.s3().url()));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void showsEachDifferenceOnALineAndNoneAfterBootstrap() throws Exception {
    assertThat(bootstrap("--check")).isEqualTo(1);
    assertThat(lines())
        .hasSize(Topics.split().size() + 2 + Category.values().length + 2)
        .contains(
            "topic logs.raw: missing; should be there, with 2 partitions",
            "component template tailrace-fields: missing; should be installed",
            "index template tailrace-job-execution: missing; should be installed",
            "bucket archive: missing; should be there, with its rules");

    assertThat(bootstrap()).isZero();
    assertThat(lines())
        .contains(
            "Elasticsearch: index templates are installed; the mode of new indices is logsdb.");
    assertThat(bootstrap("--check")).isZero();
    assertThat(lines()).containsExactly("everything is as it should be");

    changeTopics();
    changeTemplate();
    assertThat(bootstrap("--check")).isEqualTo(1);
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "topic logs.raw, retention.ms: 7200000 (2 hours); should be 259200000 (3 days)",
            "topic logs.live, cleanup.policy: compact; should be delete",
            "topic ci.events, partitions: 3; should be 2",
            "component template tailrace-settings, template.settings.index.number_of_replicas: 3; should be 0");

    assertThat(bootstrap()).isZero();
    assertThat(bootstrap("--check")).isEqualTo(1);
    assertThat(lines()).allMatch(line -> line.startsWith("topic ")).hasSize(3);
  }

  @Test
  void aWrongConfigurationIsExitCodeTwo() throws IOException {
    Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "s3: {compression: lz4}");

    assertThat(execute("bootstrap", "--check", "--config", wrong.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("s3.compression 'lz4'");
  }

  private static void changeTopics() throws Exception {
    KafkaConfig kafka = KafkaConfig.of(servers.kafka().bootstrapServers());
    try (Admin admin = Admin.create(kafka.clientProperties("somebody"))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  topic("logs.raw"), set("retention.ms", "7200000"),
                  topic("logs.live"), set("cleanup.policy", "compact")))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
      admin
          .createPartitions(Map.of("ci.events", NewPartitions.increaseTo(3)))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static List<AlterConfigOp> set(String name, String value) {
    return List.of(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
  }

  private static void changeTemplate() throws Exception {
    URI template =
        URI.create(servers.elasticsearch().url() + "/_component_template/tailrace-settings");
    HttpClient client = HttpClient.newHttpClient();
    String answer =
        client.send(HttpRequest.newBuilder(template).build(), BodyHandlers.ofString()).body();
    String body =
        answer
            .substring(
                answer.indexOf("\"component_template\":") + "\"component_template\":".length())
            .replaceFirst("}]}\\s*$", "")
            .replace("\"number_of_replicas\":\"0\"", "\"number_of_replicas\":\"3\"");
    HttpRequest put =
        HttpRequest.newBuilder(template)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private List<String> lines() {
    List<String> lines = out.toString().lines().toList();
    out.getBuffer().setLength(0);
    return lines;
  }

  private int bootstrap(String... arguments) {
    out.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 3];
    all[0] = "bootstrap";
    all[1] = "--config";
    all[2] = file.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return execute(all);
  }

  private int execute(String... arguments) {
    return Tailrace.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
