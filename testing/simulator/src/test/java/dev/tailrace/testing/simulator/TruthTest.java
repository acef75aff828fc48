package dev.tailrace.testing.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.CiResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {
  private static final String SAMPLES =
      """
      # TYPE cicd_jobs counter
      cicd_jobs_total{status="completed",conclusion="success",runner_labels="self-hosted,linux",} 2.0
      cicd_jobs_created{status="completed",conclusion="success",runner_labels="self-hosted,linux",} 1.7E9
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="1.0",} 0.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="5.0",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="10",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="30.0",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="60.0",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="120.0",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="300.0",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="600.0",} 1.0
      cicd_job_queue_wait_seconds_bucket{priority="high",runner_labels="a",le="+Inf",} 1.0
      cicd_job_queue_wait_seconds_count{priority="high",runner_labels="a",} 1.0
      cicd_job_queue_wait_seconds_sum{priority="high",runner_labels="a",} 5.0
      other_total 7.0
      """;

  private static Books books() {
    Books books = new Books();
    books.jobCompleted(CiResult.SUCCESS, "self-hosted,linux");
    books.jobCompleted(CiResult.SUCCESS, "self-hosted,linux");
    books.jobStarted("high", "a", 5_000);
    return books;
  }

  @Test
  void equalMetricsHaveNoDifferences() {
    assertThat(books().truth().compare(SAMPLES)).isEmpty();
  }

  @Test
  void differentValueIsNamed() {
    assertThat(books().truth().compare(SAMPLES.replace("} 2.0", "} 3.0")))
        .containsExactly(
            "cicd_jobs_total{conclusion=\"success\",runner_labels=\"self-hosted,linux\","
                + "status=\"completed\"} is 3.0, expected 2.0");
  }

  @Test
  void missingSeriesIsNamed() {
    Books books = books();
    books.runCompleted(CiResult.FAILURE, "push", "o/r", 10);

    assertThat(books.truth().compare(SAMPLES))
        .containsExactly(
            "cicd_pipeline_runs_total{repository=\"o/r\",status=\"failure\","
                + "trigger_event=\"push\"} is missing, expected 1.0");
  }

  @Test
  void unknownSeriesIsNamed() {
    List<String> differences =
        books()
            .truth()
            .compare(SAMPLES + "cicd_jobs_total{status=\"completed\",conclusion=\"error\"} 1\n");

    assertThat(differences).singleElement().asString().endsWith("is 1.0, expected nothing");
  }

  @Test
  void millisecondInASumCounts() {
    assertThat(books().truth().compare(SAMPLES.replace("} 5.0", "} 5.001"))).hasSize(1);
  }

  @Test
  void boundBelongsToItsBucket() {
    Distribution waits = books().truth().distributions().values().iterator().next();

    assertThat(waits.cumulative()).startsWith(0L, 1L);
    assertThat(waits.count()).isEqualTo(1);
    assertThat(waits.sumMillis()).isEqualTo(5_000);
  }

  @Test
  void fileIsBelievedOnlyWhileTheLogsAreAsLargeAsThen(@TempDir Path directory) throws Exception {
    TruthFile file = new TruthFile(directory);
    assertThat(file.read(10)).isEmpty();

    file.write(books().truth(), 10);
    assertThat(file.read(10)).contains(books().truth());
    assertThat(file.read(11)).isEmpty();

    Files.writeString(directory.resolve("truth.json"), "{\"bytes\":10,");
    assertThat(file.read(10)).isEmpty();
  }
}
