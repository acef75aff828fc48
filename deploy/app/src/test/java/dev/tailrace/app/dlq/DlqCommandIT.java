package dev.tailrace.app.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DlqCommandIT {
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  @TempDir private Path directory;

  private static DeadLetter letter(
      String stage, String reason, @Nullable String topic, String original, int loops) {
    return new DeadLetter(
        stage,
        reason,
        null,
        NOW,
        topic,
        0,
        7,
        "source-1",
        42,
        "{}",
        original.getBytes(UTF_8),
        loops,
        NOW.minusSeconds(9),
        Map.of(
            TailraceHeaders.END,
            TailraceHeaders.number(51),
            TailraceHeaders.TAGS,
            "truncated".getBytes(UTF_8)));
  }

  @Test
  void listsShowsAndSendsRoundOnce() throws Exception {
    try (EmbeddedKafka server = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
      KafkaConfig kafka = new KafkaConfig(server.bootstrapServers(), 1, 1, Map.of());
      new TopicCreator(kafka).create(Topics.split());
      write(
          kafka,
          letter("parser", "the stage failed on this record", "logs.raw", "bad \033[31mline", 0),
          letter("parser", "the stage failed on this record", "logs.raw", "tired", 3),
          letter("router-ci-events", "lacks a job", "logs.raw", "report", 0),
          letter("agent", "too large", null, "line", 0));

      assertThat(run(kafka, "list")).contains("0-0", "0-3", "router-ci-events");
      assertThat(run(kafka, "list", "--stage", "agent")).contains("0-3").doesNotContain("0-0");
      assertThat(run(kafka, "list", "--reason", "JOB", "--json"))
          .startsWith("{\"id\":\"0-2\",\"redriven\":false,\"stage\":\"router-ci-events\"");
      assertThat(run(kafka, "list", "--since", "2026-01-31T08:00:01Z")).doesNotContain("parser");
      assertThat(run(kafka, "list", "--summary")).containsPattern(" 2 parser +the stage failed");
      assertThat(run(kafka, "show", "0-0"))
          .contains("bad \\u{1b}[31mline", "source-1", "42", "2026-01-31T07:59:51Z")
          .containsPattern("tailrace.tags +truncated\n")
          .containsPattern("tailrace.end +51\n")
          .doesNotContain("\033");

      assertThat(run(kafka, "redrive", "--dry-run")).endsWith("to be sent: 1, not sent: 3\n");
      assertThat(raw(kafka)).isEmpty();
      assertThat(run(kafka, "redrive")).endsWith("sent: 1, not sent: 3\n");
      assertThat(run(kafka, "redrive")).endsWith("sent: 0, not sent: 4\n");
      assertThat(run(kafka, "list")).contains("(redriven)");

      List<ConsumerRecord<byte[], byte[]>> raw = raw(kafka);
      assertThat(raw).hasSize(1);
      assertThat(new String(raw.get(0).value(), UTF_8)).isEqualTo("bad \033[31mline");
      assertThat(new String(raw.get(0).key(), UTF_8)).isEqualTo("source-1");
      assertThat(TailraceHeaders.number(raw.get(0).headers(), TailraceHeaders.LOOPS)).hasValue(1);
      assertThat(TailraceHeaders.number(raw.get(0).headers(), TailraceHeaders.OFFSET)).hasValue(42);
      assertThat(TailraceHeaders.number(raw.get(0).headers(), TailraceHeaders.END)).hasValue(51);
      assertThat(TailraceHeaders.text(raw.get(0).headers(), TailraceHeaders.TAGS))
          .hasValue("truncated");
      assertThat(raw.get(0).timestamp()).isEqualTo(NOW.minusSeconds(9).toEpochMilli());
      assertThat(run(kafka, "redrive", "0-0", "--again")).endsWith("sent: 1, not sent: 0\n");
      assertThat(raw(kafka)).hasSize(2);
    }
  }

  private String run(KafkaConfig kafka, String... arguments) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("tailrace.yaml"),
            "kafka: {bootstrap-servers: \"" + kafka.bootstrapServers() + "\"}\n");
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--config", config.toString()));
    StringWriter out = new StringWriter();
    CommandLine line =
        DlqCommand.command(
                file -> new ConfigReader(Map.of()).read(file, TailraceConfig.class).kafka())
            .setOut(new PrintWriter(out));
    assertThat(line.execute(all.toArray(String[]::new))).isZero();
    return out.toString();
  }

  private static void write(KafkaConfig kafka, DeadLetter... letters) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties("test"), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (DeadLetter letter : letters) {
        Future<RecordMetadata> sent =
            producer.send(
                new ProducerRecord<>(
                    Topics.DEAD_LETTERS.name(), null, DeadLetterJson.write(letter)));
        sent.get();
      }
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> raw(KafkaConfig kafka) {
    TopicPartition raw = new TopicPartition(Topics.RAW.name(), 0);
    Map<String, Object> settings = kafka.clientProperties("test");
    settings.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(raw));
      consumer.seekToBeginning(List.of(raw));
      long end = consumer.endOffsets(List.of(raw)).get(raw);
      while (consumer.position(raw) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
