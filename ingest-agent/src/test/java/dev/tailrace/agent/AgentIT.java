package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Health;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path logs;
  @TempDir Path data;
  @TempDir Path kafkaDirectory;

  private EmbeddedKafka kafka;
  private KafkaConfig config;
  private Agent agent;

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
    startAgent(InputConfig.files(logs + "/*.log"), InputStream.nullInputStream());
  }

  private void startAgent(InputConfig input, InputStream stdin) {
    startAgent(AgentConfig.of(data, List.of(input)), stdin);
  }

  private void startAgent(AgentConfig agentConfig, InputStream stdin) {
    agent = new Agent(agentConfig, config, stdin);
    agent.register(new CollectorRegistry());
    agent.start();
  }

  private List<String> append(String name, int lines) throws IOException {
    Random random = new Random(lines);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      written.add(name + " " + i + " " + "\u00e4".repeat(random.nextInt(200)));
    }
    byte[] bytes = (String.join("\n", written) + "\n").getBytes(UTF_8);
    Files.write(logs.resolve(name), bytes, CREATE, APPEND);
    return written;
  }

  private void awaitIdle() {
    Instant since = Instant.now();
    await()
        .atMost(LONG)
        .until(() -> agent.status().idle() && agent.status().checkedAt().isAfter(since));
  }

  private RawTopic raw() {
    return RawTopic.readAll(config);
  }

  @Test
  void publishesEveryLineOverAKillAndARestart() throws IOException {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      written.addAll(append(i + ".log", 5_000));
    }
    startAgent();
    await().atMost(LONG).until(() -> agent.status().linesAcknowledged() > 5_000);
    agent.kill();
    written.addAll(append("0.log", 1_000));
    startAgent();
    awaitIdle();

    assertThat(raw().differences(written)).isEmpty();
    assertThat(raw().gapless()).isTrue();
    assertThat(raw().torn()).isEmpty();
    assertThat(agent.status().linesAcknowledged()).isEqualTo(written.size());
    agent.close();
    startAgent();
    awaitIdle();
    assertThat(agent.status().linesAcknowledged()).isEqualTo(written.size());
  }

  @Test
  void losesNothingWhenTheBrokerStopsAndComesBack() throws IOException {
    List<String> written = new ArrayList<>(append("a.log", 20_000));
    startAgent();
    await().atMost(LONG).until(() -> agent.status().linesAcknowledged() > 1_000);
    int port = kafka.port();
    kafka.close();
    written.addAll(append("a.log", 20_000));
    written.addAll(append("b.log", 20_000));
    await().atMost(LONG).until(() -> agent.check().status() == Health.Status.UNHEALTHY);
    assertThat(agent.check().error()).contains("Kafka");
    assertThat(agent.status().idle()).isFalse();
    kafka = EmbeddedKafka.start(kafkaDirectory, port);
    awaitIdle();

    assertThat(raw().differences(written)).isEmpty();
    assertThat(raw().gapless()).isTrue();
    await().atMost(LONG).until(() -> agent.check().status() == Health.Status.HEALTHY);
  }

  @Test
  void startsWithoutKafkaAndWaitsForIt() throws IOException {
    int port = kafka.port();
    kafka.close();
    List<String> written = append("a.log", 100);
    startAgent();
    await().atMost(LONG).until(() -> agent.check().status() == Health.Status.UNHEALTHY);
    kafka = EmbeddedKafka.start(kafkaDirectory, port);
    awaitIdle();

    assertThat(raw().texts()).containsExactlyElementsOf(written);
  }

  @Test
  void publishesStandardInputToItsEnd() {
    byte[] input = "one\n\ntwo".getBytes(UTF_8);
    startAgent(InputConfig.standardInput(), new ByteArrayInputStream(input));
    awaitIdle();

    assertThat(raw().texts()).containsExactly("one", "", "two");
    ConsumerRecord<byte[], byte[]> first = raw().records().get(0);
    assertThat(new String(first.key(), UTF_8)).matches("[0-9a-f]{16}");
    assertThat(first.timestamp()).isCloseTo(System.currentTimeMillis(), within(60_000L));
  }

  private static Offset<Long> within(long millis) {
    return Offset.offset(millis);
  }

  @Test
  void tagsALineThatIsTooLong() throws IOException {
    Files.write(logs.resolve("a.log"), ("x".repeat(5_000_000) + "\ny\n").getBytes(UTF_8));
    startAgent();
    awaitIdle();

    assertThat(raw().texts()).containsExactly("x".repeat(1 << 20), "y");
    assertThat(raw().tags()).containsExactly("truncated", "");
    assertThat(raw().offsets()).containsExactly(0L, 5_000_001L);
    Headers headers = raw().records().get(0).headers();
    assertThat(TailraceHeaders.number(headers, TailraceHeaders.ORIGINAL_LENGTH))
        .hasValue(5_000_000);
    assertThat(TailraceHeaders.text(headers, TailraceHeaders.ORIGINAL_SHA256))
        .hasValueSatisfying(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
  }

  @Test
  void everyLineBeginsWhereTheOneBeforeItEnded() throws IOException {
    String text =
        """
        \uFEFFmark

         10%\r100%\r
        at
        Exception in thread "main" java.lang.Error: x
        \tat a.B.c(B.java:1)
        \tat a.B.d(B.java:2)
        after


        last
        """;
    Files.writeString(logs.resolve("a.log"), text);
    String yaml = "{include: ['" + logs + "/*.log'], multiline: {stacktraces: [java]}}";
    startAgent(
        new ConfigReader(Map.of()).parse(yaml, InputConfig.class), InputStream.nullInputStream());
    awaitIdle();

    assertThat(raw().texts()).hasSize(9).contains("mark", "", "100%", "last");
    assertThat(raw().torn()).isEmpty();
    Headers last = raw().records().get(8).headers();
    assertThat(TailraceHeaders.number(last, TailraceHeaders.END))
        .hasValue(text.getBytes(UTF_8).length);
  }

  @Test
  void tagsALineThatTimeHasEnded() throws IOException {
    Files.writeString(logs.resolve("a.log"), "whole\nbegun");
    String yaml =
        "{data-directory: '%s', complete-after: 100ms, inputs: [{include: ['%s/*.log']}]}"
            .formatted(data, logs);
    startAgent(
        new ConfigReader(Map.of()).parse(yaml, AgentConfig.class), InputStream.nullInputStream());
    await().atMost(LONG).until(() -> agent.status().linesAcknowledged() == 2);
    Files.writeString(logs.resolve("a.log"), "\nnext\n", APPEND);
    awaitIdle();

    assertThat(raw().texts()).containsExactly("whole", "begun", "next");
    assertThat(raw().tags()).containsExactly("", "no-line-end", "");
    assertThat(raw().offsets()).containsExactly(0L, 6L, 12L);
    assertThat(TailraceHeaders.number(raw().records().get(1).headers(), TailraceHeaders.END))
        .hasValue(11);
  }

  @Test
  void saysWhereAContainersLineComesFrom() throws IOException {
    String log =
        """
        2024-01-15T10:35:22Z stdout P one\s
        2024-01-15T10:35:23Z stderr F err
        2024-01-15T10:35:24Z stdout F two
        no frame
        """;
    Files.writeString(logs.resolve("a.log"), log);
    String yaml = "{include: ['" + logs + "/*.log'], format: cri}";
    startAgent(
        new ConfigReader(Map.of()).parse(yaml, InputConfig.class), InputStream.nullInputStream());
    awaitIdle();

    Map<String, ConsumerRecord<byte[], byte[]>> lines = new HashMap<>();
    raw().records().forEach(r -> lines.put(new String(r.value(), UTF_8), r));
    assertThat(lines).containsOnlyKeys("one two", "err", "no frame");
    assertThat(described(lines.get("one two")))
        .containsExactly("2024-01-15T10:35:22Z", "", "stdout");
    assertThat(described(lines.get("err"))).containsExactly("2024-01-15T10:35:23Z", "", "stderr");
    assertThat(described(lines.get("no frame")))
        .containsExactly("", "not-a-container-line", "stdout");
    assertThat(new String(lines.get("err").key(), UTF_8)).matches("[0-9a-f]{16}-stderr");
    assertThat(lines.values())
        .allMatch(line -> line.headers().lastHeader(TailraceHeaders.END) == null);
  }

  private static List<String> described(ConsumerRecord<byte[], byte[]> line) {
    Headers headers = line.headers();
    SourceAttributes attributes =
        SourceAttributes.fromJson(headers.lastHeader(TailraceHeaders.ATTRIBUTES).value());
    return List.of(
        TailraceHeaders.text(headers, TailraceHeaders.TIMESTAMP).orElse(""),
        TailraceHeaders.text(headers, TailraceHeaders.TAGS).orElse(""),
        attributes.context().get("stream"));
  }

  @Test
  void sendsWhatTheBrokerRefusesToTheDeadLetters() throws IOException {
    RawTopic.limit(config, Topics.RAW.name(), 10_000);
    Random random = new Random(1);
    byte[] noise = new byte[50_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (32 + random.nextInt(90));
    }
    String large = new String(noise, UTF_8);
    Files.write(logs.resolve("a.log"), ("before\n" + large + "\nafter\n").getBytes(UTF_8));
    startAgent();
    awaitIdle();

    assertThat(raw().texts()).containsExactly("before", "after");
    List<ConsumerRecord<byte[], byte[]>> letters =
        RawTopic.readAll(config, Topics.DEAD_LETTERS.name()).records();
    assertThat(letters).hasSize(1);
    DeadLetter letter = DeadLetterJson.read(letters.get(0).value());
    assertThat(letter.stage()).isEqualTo("agent");
    assertThat(letter.sourceOffset()).isEqualTo(7);
    assertThat(new String(letter.original(), UTF_8)).isEqualTo(large);
  }

  @Test
  void followsChangedInputsWithoutLosingOrDoublingALine() throws IOException {
    List<String> written = new ArrayList<>(append("a.log", 20_000));
    InputConfig logsOnly = InputConfig.files(logs + "/*.log");
    startAgent(logsOnly, InputStream.nullInputStream());
    await().atMost(LONG).until(() -> agent.status().linesAcknowledged() > 1_000);
    written.addAll(append("b.txt", 1_000));
    InputConfig everything =
        new InputConfig(
            List.of(logs + "/*"),
            null,
            "svc",
            Authority.PLATFORM,
            null,
            /* stdin= */ false,
            null,
            null,
            null,
            null);
    agent.reload(AgentConfig.of(data, List.of(everything)), List.of());
    written.addAll(append("a.log", 20_000));
    agent.reload(AgentConfig.of(data, List.of(logsOnly)), List.of());
    written.addAll(append("a.log", 1_000));
    agent.reload(AgentConfig.of(data, List.of(everything)), List.of());
    written.addAll(append("b.txt", 1_000));
    awaitIdle();
    await().atMost(LONG).until(() -> agent.status().linesAcknowledged() == written.size());

    assertThat(raw().differences(written)).isEmpty();
    assertThat(raw().gapless()).isTrue();
  }
}
