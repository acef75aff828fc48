package dev.tailrace.testing.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.schemas.CiResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
  @TempDir Path directory;

  private static Truth simulate(SimulatorConfig config) {
    try (Simulator simulator = new Simulator(config)) {
      simulator.start();
      await().atMost(Duration.ofSeconds(60)).until(simulator::finished);
      return simulator.truth();
    }
  }

  private Truth recount() throws IOException {
    return new WrittenFiles(directory).recount();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void completesExactlyTheJobsAskedFor() {
    Truth truth = simulate(SimulatorConfig.of(directory, 7, 333));

    assertThat(truth.jobsCompleted()).isEqualTo(333);
  }

  @Test
  void sameSeedGivesSameTruth() {
    Truth first = simulate(SimulatorConfig.of(directory.resolve("a"), 42, 300));
    Truth second = simulate(SimulatorConfig.of(directory.resolve("b"), 42, 300));
    Truth other = simulate(SimulatorConfig.of(directory.resolve("c"), 43, 300));

    assertThat(second).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void truthIsWhatTheFilesSay() throws IOException {
    Truth kept = simulate(SimulatorConfig.of(directory, 1, 500));

    assertThat(recount()).isEqualTo(kept);
  }

  @Test
  void everyKindOfEndHappens() {
    Truth truth = simulate(SimulatorConfig.of(directory, 5, 2_000));

    Set<String> conclusions =
        truth.counters().keySet().stream()
            .filter(series -> series.name().equals(Metric.JOBS))
            .map(series -> series.labels().get("conclusion"))
            .collect(Collectors.toSet());
    assertThat(conclusions)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(CiResult.values()).map(CiResult::id).toList());
  }

  @Test
  void secondSessionContinuesTheFirst() throws IOException {
    Truth first = simulate(SimulatorConfig.of(directory, 9, 100));
    List<Path> jobsBefore = files(directory.resolve("jobs"));
    Truth second = simulate(SimulatorConfig.of(directory, 9, 50));

    assertThat(second.jobsCompleted()).isEqualTo(first.jobsCompleted() + 50);
    assertThat(files(directory.resolve("jobs")))
        .containsAll(jobsBefore)
        .hasSizeGreaterThan(jobsBefore.size());
    assertThat(recount()).isEqualTo(second);
  }

  @Test
  void killedSessionIsCountedFromItsFiles() throws IOException {
    // given
    simulate(SimulatorConfig.of(directory, 9, 100));
    Path log = directory.resolve("services/runner.log");
    Files.writeString(
        log,
        Files.readAllLines(log).get(0) + "\n{\"timestamp\":\"2026-01-0",
        StandardOpenOption.APPEND);

    // when
    Truth truth = simulate(SimulatorConfig.of(directory, 9, 10));

    // then
    assertThat(recount()).isEqualTo(truth);
    assertThat(truth.jobsCompleted()).isEqualTo(110);
  }

  @Test
  void stopLeavesOnlyWholeLines() throws IOException {
    Simulator simulator = new Simulator(SimulatorConfig.endless(directory, 3, 400));
    simulator.start();
    await().until(() -> simulator.truth().jobsCompleted() > 50);
    simulator.close();

    List<Path> ends = new ArrayList<>();
    for (Path file : files(directory.resolve("services"))) {
      if (!Files.readString(file, StandardCharsets.UTF_8).endsWith("\n")) {
        ends.add(file);
      }
    }
    assertThat(ends).isEmpty();
    assertThat(simulator.finished()).isTrue();
    assertThat(recount()).isEqualTo(simulator.truth());
  }

  @Test
  void keepsToTheRate() {
    try (Simulator simulator = new Simulator(SimulatorConfig.endless(directory, 3, 100))) {
      long begin = System.nanoTime();
      simulator.start();
      await().until(() -> simulator.truth().jobsCompleted() >= 100);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void linesReachTheFilesSoonAfterTheyAreWritten() throws IOException {
    try (Simulator simulator = new Simulator(SimulatorConfig.endless(directory, 3, 10))) {
      simulator.start();

      Path log = directory.resolve("services/worker-manager.log");
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(log).content().contains("runner_registered"));
    }
  }

  @Test
  void rotatedLogsKeepEveryLine() throws IOException {
    SimulatorConfig config =
        new SimulatorConfig(directory, 1, Double.POSITIVE_INFINITY, 300L, 0, 100_000);
    Truth kept = simulate(config);

    assertThat(directory.resolve("services/runner.log.2")).exists();
    assertThat(Files.size(directory.resolve("services/runner.log.1"))).isLessThanOrEqualTo(100_000);
    assertThat(recount()).isEqualTo(kept);
  }

  @Test
  void writesNoJobOutputWhenNoneIsAskedFor() {
    SimulatorConfig config =
        new SimulatorConfig(directory, 1, Double.POSITIVE_INFINITY, 50L, 0, 1 << 20);
    Truth truth = simulate(config);

    assertThat(directory.resolve("jobs")).doesNotExist();
    assertThat(truth.lines()).doesNotContainKey(Truth.JOB_OUTPUT);
  }
}
