package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.agent.http.HttpConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Health;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that come over HTTP, with Kafka there and away, and an agent that is killed. */
final class HttpInputsIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path data;
  @TempDir Path kafkaDirectory;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private EmbeddedKafka kafka;
  private KafkaConfig config;
  private Agent agent;
  private int next;

  @BeforeEach
  void startKafka() {
    kafka = EmbeddedKafka.start(kafkaDirectory, 0);
    config = new KafkaConfig(kafka.bootstrapServers(), 3, 1, Map.of());
    new TopicCreator(config).create(List.of(Topics.RAW, Topics.DEAD_LETTERS));
  }

  @AfterEach
  void stop() {
    if (agent != null) {
      agent.kill();
    }
    kafka.close();
  }

  private void startAgent() {
    String yaml =
        """
        port: 0
        max-spool: 1MiB
        tokens:
          - {tenant: acme, token: "%s", authority: platform, service: web, context: {region: eu}}
        """
            .formatted(TOKEN);
    HttpConfig http = new ConfigReader(Map.of()).parse(yaml, HttpConfig.class);
    AgentConfig agentConfig =
        new AgentConfig(data, "h", null, null, null, null, null, null, null, http, null);
    agent = new Agent(agentConfig, config, InputStream.nullInputStream());
    agent.register(new CollectorRegistry());
    agent.start();
  }

  private HttpResponse<String> post(String body) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.httpPort() + "/v1/logs"))
              .timeout(Duration.ofSeconds(40))
              .header("Authorization", "Bearer " + TOKEN)
              .header("Content-Type", "application/x-ndjson")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts lines and returns those that were accepted. */
  private List<String> postLines(int requests) {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      List<String> lines = List.of("{\"n\":" + next++ + "}", "{\"n\":" + next++ + "}");
      if (post(String.join("\n", lines)).statusCode() == 202) {
        accepted.addAll(lines);
      }
    }
    return accepted;
  }

  private void awaitSent(int lines) {
    await().atMost(LONG).until(() -> agent.status().linesAcknowledged() >= lines);
  }

  private RawTopic raw() {
    return RawTopic.readAll(config);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> found = Files.list(data.resolve("spool").resolve("acme"))) {
      return found.toList();
    }
  }

  @Test
  void sendsEveryAcceptedLineOnceOverKillsAndWithoutKafka() throws IOException {
    startAgent();
    List<String> accepted = new ArrayList<>(postLines(50));
    awaitSent(50);
    int port = kafka.port();
    kafka.close();
    accepted.addAll(postLines(50));
    await().atMost(LONG).until(() -> agent.check().status() == Health.Status.UNHEALTHY);
    assertThat(agent.check().details()).containsKey("spool_bytes");
    agent.kill();
    startAgent();
    accepted.addAll(postLines(50));
    kafka = EmbeddedKafka.start(kafkaDirectory, port);
    awaitSent(200);
    agent.kill();
    startAgent();
    accepted.addAll(postLines(10));
    awaitSent(320);

    assertThat(accepted).hasSize(320);
    assertThat(raw().differences(accepted)).isEmpty();
    assertThat(raw().gapless()).isTrue();
    agent.close();
    startAgent();
    // What was sent, and saved as sent, is cleared away at the latest when the agent starts.
    assertThat(segments()).isEmpty();
  }

  @Test
  void saysWhoseTheLinesAreByTheTokenAlone() {
    startAgent();
    post("{\"message\":\"m\",\"tenant\":\"other\"}");
    awaitSent(1);

    ConsumerRecord<byte[], byte[]> record = raw().records().get(0);
    SourceAttributes attributes =
        SourceAttributes.fromJson(record.headers().lastHeader(TailraceHeaders.ATTRIBUTES).value());
    assertThat(attributes.authority()).isEqualTo(Authority.PLATFORM);
    assertThat(attributes.service()).isEqualTo("web");
    assertThat(attributes.context())
        .containsOnly(Map.entry("tenant", "acme"), Map.entry("region", "eu"));
    assertThat(new String(record.value(), UTF_8)).contains("\"message\":\"m\"");
  }

  @Test
  void goesOnSendingWhatIsPostedWhenOtherInputsAreReloaded() throws IOException {
    startAgent();
    List<String> sent = new ArrayList<>(postLines(5));
    Path log = data.resolve("a.log");
    agent.reload(AgentConfig.of(data, List.of(InputConfig.files(log.toString()))), List.of());
    Files.writeString(log, "of a file\n");
    sent.add("of a file");
    sent.addAll(postLines(5));
    awaitSent(21);

    assertThat(raw().differences(sent)).isEmpty();
    assertThat(raw().gapless()).isTrue();
  }

  @Test
  void refusesMoreThanTheSpoolHoldsAndTakesMoreWhenKafkaIsBack() {
    int port = kafka.port();
    kafka.close();
    startAgent();
    String lines = ("{\"m\":\"" + "x".repeat(50_000) + "\"}\n").repeat(4);
    await().atMost(LONG).until(() -> post(lines).statusCode() == 429);
    kafka = EmbeddedKafka.start(kafkaDirectory, port);

    await().atMost(LONG).until(() -> post(lines).statusCode() == 202);
  }
}
