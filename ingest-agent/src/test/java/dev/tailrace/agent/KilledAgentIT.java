package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent process is killed a hundred times while files are written and rotated. */
final class KilledAgentIT {
  private static final int KILLS = 100;
  private static final int FILES = 4;

  /** Twice what it takes to start. */
  private static final int LONGEST_MILLIS = 700;

  @TempDir Path logs;
  @TempDir Path data;
  @TempDir Path kafkaDirectory;

  private final Random random = new Random(7);
  private final List<String> written = new ArrayList<>();
  private EmbeddedKafka kafka;
  private KafkaConfig config;
  private Process process;
  private int rotations;

  @BeforeEach
  void startKafka() {
    kafka = EmbeddedKafka.start(kafkaDirectory, 0);
    config = new KafkaConfig(kafka.bootstrapServers(), 3, 1, Map.of());
    new TopicCreator(config).create(List.of(Topics.RAW, Topics.DEAD_LETTERS));
  }

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
    kafka.close();
  }

  /** One that ends as it should leaves the classes for those that are killed. */
  private AgentJvm jvm() throws Exception {
    AgentJvm jvm =
        new AgentJvm(
            kafkaDirectory.resolve("jvm"),
            config.bootstrapServers(),
            data.toString(),
            logs.toString());
    process = jvm.launch();
    write();
    await().until(() -> Files.exists(data.resolve("checkpoint.json")));
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return jvm;
  }

  private String lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String line = "line " + written.size() + " " + "x".repeat(random.nextInt(100));
      written.add(line);
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private void write() throws IOException {
    Path file = logs.resolve(random.nextInt(FILES) + ".log");
    Files.write(file, lines(1 + random.nextInt(50)).getBytes(UTF_8), CREATE, APPEND);
    Path rotated = logs.resolve(file.getFileName() + "." + rotations++);
    int dice = random.nextInt(20);
    if (dice == 0) {
      Files.move(file, rotated);
    } else if (dice == 1) {
      Files.copy(file, rotated);
      Files.write(file, lines(1).getBytes(UTF_8), TRUNCATE_EXISTING);
    }
  }

  /** Writes until the moment has come; not for long after that. */
  private void writeFor(long millis) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    do {
      write();
    } while (!process.waitFor(10, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
  }

  @Test
  void everyLineIsPublishedOnceThoughTheProcessIsKilledAHundredTimes() throws Exception {
    AgentJvm jvm = jvm();
    for (int i = 0; i < KILLS; i++) {
      process = jvm.launch();
      writeFor(random.nextInt(LONGEST_MILLIS));
      assertThat(process.isAlive()).as("the agent ended by itself").isTrue();
      process.destroyForcibly().waitFor();
    }
    Agent last =
        new Agent(
            AgentConfig.of(data, List.of(InputConfig.files(logs + "/*.log", logs + "/*.log.*"))),
            config,
            InputStream.nullInputStream());
    last.start();
    Instant since = Instant.now().plusSeconds(6); // copies wait for five seconds
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> last.status().idle() && last.status().checkedAt().isAfter(since));
    last.close();

    assertThat(RawTopic.readAll(config).differences(written)).isEmpty();
  }
}
