package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line is in Elasticsearch once and in S3 once, whatever is killed on the way. */
class ExactlyOnceIT {
  @TempDir private Path directory;
  private Path logs;

  @BeforeEach
  void makeLogs() throws IOException {
    logs = Files.createDirectories(directory.resolve("logs"));
  }

  @Test
  void fusedPipelineStoresEveryLineOnceThoughItIsKilled() throws Exception {
    int lines = 100_000;
    try (Deployment deployment = new Deployment(directory, logs)) {
      NumberedLines.append(logs, 0, lines / 2);
      TailraceJvm sinks = deployment.run("sink-elasticsearch", "sink-s3");
      TailraceJvm pipeline = deployment.run("pipeline");
      TailraceJvm agent = deployment.run("agent");

      awaitSearchable(deployment, lines / 10);
      agent.killAndRestart();
      pipeline.killAndRestart();
      NumberedLines.append(logs, lines / 2, lines);
      awaitSearchable(deployment, lines / 2);
      pipeline.killAndRestart();
      agent.killAndRestart();
      sinks.killAndRestart();

      awaitSearchable(deployment, lines);
      awaitInLedger(deployment, lines);
      agent.stop();
      pipeline.stop();
      sinks.stop();
      assertStoredOnce(deployment, lines);
    }
  }

  @Test
  void splitPipelineStoresEveryLineOnceThoughItIsKilled() throws Exception {
    int lines = 10_000;
    try (Deployment deployment = new Deployment(directory, logs)) {
      NumberedLines.append(logs, 0, lines / 2);
      TailraceJvm sinks = deployment.run("sink-elasticsearch", "sink-s3");
      List<TailraceJvm> stages =
          List.of(deployment.run("parser"), deployment.run("enricher"), deployment.run("router"));
      TailraceJvm agent = deployment.run("agent");

      awaitSearchable(deployment, 1);
      agent.killAndRestart();
      for (TailraceJvm stage : stages) {
        stage.killAndRestart();
      }
      NumberedLines.append(logs, lines / 2, lines);

      awaitSearchable(deployment, lines);
      awaitInLedger(deployment, lines);
      agent.stop();
      for (TailraceJvm stage : stages) {
        stage.stop();
      }
      sinks.stop();
      assertStoredOnce(deployment, lines);
    }
  }

  private static void awaitSearchable(Deployment deployment, long lines) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(250))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                System.err.println(deployment.printed());
              }
            })
        .until(deployment::searchable, count -> count >= lines);
  }

  /** The ledger counts each line once, too, and sees no hole. */
  private static void awaitInLedger(Deployment deployment, long lines) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              Collection<SourceSummary> sources = Summaries.latest(deployment.config().kafka());
              assertThat(sources.stream().mapToLong(SourceSummary::lines).sum()).isEqualTo(lines);
              assertThat(sources).allMatch(source -> source.contiguous() && source.gaps() == 0);
            });
  }

  private static void assertStoredOnce(Deployment deployment, int lines) throws Exception {
    List<Integer> every = IntStream.range(0, lines).boxed().toList();
    List<LogEvent> hot = Stored.inElasticsearch(deployment.elasticsearchUrl());
    List<LogEvent> cold = Stored.inS3(deployment.config().requireS3());

    assertThat(numbers(hot)).as("lines in Elasticsearch").isEqualTo(every);
    assertThat(numbers(cold)).as("lines in S3").isEqualTo(every);
    assertThat(ids(cold)).as("event ids").doesNotHaveDuplicates().isEqualTo(ids(hot));
  }

  private static List<Integer> numbers(List<LogEvent> events) {
    return events.stream().map(NumberedLines::numberOf).sorted().toList();
  }

  private static List<String> ids(List<LogEvent> events) {
    return events.stream().map(LogEvent::eventId).sorted().toList();
  }
}
