package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running agent that would look for files by itself only once an hour. */
final class DiscoveryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path logs;
  @TempDir Path data;

  private final AgentMetrics metrics = new AgentMetrics();
  private AgentRun run;

  @AfterEach
  void stop() {
    run.kill();
  }

  private void start(String... include) {
    AgentConfig config =
        new AgentConfig(
            data,
            "h",
            List.of(InputConfig.files(include)),
            null,
            Duration.ofHours(1),
            null,
            null,
            Duration.ofMillis(100),
            null,
            null,
            null);
    run = AgentRun.start(config, new MemorySink(), metrics, InputStream.nullInputStream());
    await().until(() -> metrics.watchedDirectories.get() > 0);
  }

  private static void append(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8), CREATE, APPEND);
  }

  private void awaitLines(int lines) {
    await()
        .atMost(SECOND)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> run.status().linesAcknowledged() == lines);
  }

  @Test
  void readsANewFileWithinASecond() throws IOException {
    start(logs + "/*.log");
    append(logs.resolve("a.log"), "one\n");

    awaitLines(1);
  }

  @Test
  void readsWhatIsAppendedToAFileThatWasQuiet() throws IOException {
    append(logs.resolve("a.log"), "one\n");
    start(logs + "/*.log");
    awaitLines(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> run.awake() == 0);
    append(logs.resolve("a.log"), "two\n");

    awaitLines(2);
  }

  @Test
  void findsFilesInDirectoriesThatAreMadeLater() throws IOException {
    start(logs + "/jobs/*/out/**/*.log");
    Path directory = Files.createDirectories(logs.resolve("jobs/7/out/x/y"));
    append(directory.resolve("a.log"), "one\n");

    awaitLines(1);
  }

  @Test
  void readsWhatIsAppendedBehindALink() throws IOException {
    Path real = Files.createDirectories(logs.resolve("real")).resolve("0.out");
    append(real, "one\n");
    Path links = Files.createDirectories(logs.resolve("links"));
    Files.createSymbolicLink(links.resolve("a.log"), real);
    start(links + "/*.log");
    awaitLines(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> run.awake() == 0);
    append(real, "two\n");

    awaitLines(2);
  }

  @Test
  void noticesThatAFileIsGone() throws IOException {
    append(logs.resolve("a.log"), "one\n");
    start(logs + "/*.log");
    awaitLines(1);
    Files.delete(logs.resolve("a.log"));

    await().atMost(Duration.ofSeconds(10)).until(() -> run.status().files() == 0);
    assertThat(metrics.deletedUnreadBytes.get()).isZero();
  }
}
