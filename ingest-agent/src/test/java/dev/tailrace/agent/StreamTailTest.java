package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamTailTest {
  @TempDir Path data;

  private final MemorySink sink = new MemorySink();
  private final PipedOutputStream writer = new PipedOutputStream();
  private AgentRun run;

  @BeforeEach
  void start() throws IOException {
    AgentConfig config = AgentConfig.of(data, List.of(InputConfig.standardInput()));
    run = AgentRun.start(config, sink, new AgentMetrics(), new PipedInputStream(writer));
  }

  @AfterEach
  void stop() {
    run.kill();
  }

  private void write(String text) throws IOException {
    writer.write(text.getBytes(UTF_8));
    writer.flush();
  }

  private void awaitLines(int lines) {
    await().until(() -> run.status().linesAcknowledged() == lines);
  }

  @Test
  void followsAStreamUntilItsEnd() throws IOException {
    write("one\ntw");
    awaitLines(1);
    assertThat(run.status().idle()).isFalse();
    write("o\nthree");
    writer.close();
    await().until(() -> run.status().idle());

    assertThat(run.status().linesAcknowledged()).isEqualTo(3);
    run.stop(Duration.ofSeconds(5));
    assertThat(sink.texts()).containsExactly("one", "two", "three");
  }

  @Test
  void sendsTheBeginningOfTheLastLineWhenItStops() throws IOException {
    write("one\ntwo");
    awaitLines(1);
    run.stop(Duration.ofSeconds(5));

    assertThat(sink.texts()).containsExactly("one", "two");
    assertThat(run.status().linesAcknowledged()).isEqualTo(2);
  }
}
