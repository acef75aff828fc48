package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Level;
import org.junit.jupiter.api.Test;

class TailFilterTest {
  private final TailLine line = Lines.line(1, Level.WARN, "org/repo", "Cache MISS for Key");

  @Test
  void wantsEverythingIfNothingIsAsked() {
    assertThat(new TailFilter(Lines.all())).accepts(line);
  }

  @Test
  void comparesRepositoryRunAndJob() {
    assertThat(filter("org/repo", "run-1", "job-1", null, null)).accepts(line);
    assertThat(filter("org/rep", null, null, null, null)).rejects(line);
    assertThat(filter(null, "run-2", null, null, null)).rejects(line);
    assertThat(filter(null, null, "job-2", null, null)).rejects(line);
  }

  @Test
  void takesTheLevelAsTheLeast() {
    assertThat(filter(null, null, null, Level.INFO, null)).accepts(line);
    assertThat(filter(null, null, null, Level.WARN, null)).accepts(line);
    assertThat(filter(null, null, null, Level.ERROR, null)).rejects(line);
  }

  @Test
  void findsTextInUpperAndLowerCase() {
    assertThat(filter(null, null, null, null, "cache miss")).accepts(line);
    assertThat(filter(null, null, null, null, "KEY")).accepts(line);
    assertThat(filter(null, null, null, null, "keys")).rejects(line);
  }

  private static TailFilter filter(
      String repository, String runId, String jobId, Level level, String text) {
    return new TailFilter(new TailQuery(repository, runId, jobId, level, text, 0, true));
  }
}
