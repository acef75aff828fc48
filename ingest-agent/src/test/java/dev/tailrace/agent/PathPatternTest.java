package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathPatternTest {
  private static Optional<Map<String, String>> match(String pattern, String path) {
    return PathPattern.parse("include", pattern).match(Path.of(path).toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/var/log/ci/**/*.log | /var/log/ci/a.log | true",
        "/var/log/ci/**/*.log | /var/log/ci/x/y/a.log | true",
        "/var/log/ci/**/*.log | /var/log/other/a.log | false",
        "/var/log/*.log | /var/log/x/a.log | false",
        "*.log | a.log | true",
        "*.log | .hidden.log | false",
        "/l/build-[0-9].lo? | /l/build-3.log | true",
        "/l/build-[!0-9].log | /l/build-3.log | false",
        "/l/*.{log,txt} | /l/a.txt | true",
        "/l/a(b)+$.log | /l/a(b)+$.log | true",
        "/l/run[1].log | /l/run[1].log | true",
        "/l/app.log* | /l/app.log.1 | true",
        "/l/app.log* | /l/app.log.2.gz | false",
        "/l/*.gz | /l/app.log.2.gz | true",
        "/l/app.log.2.gz | /l/app.log.2.gz | true",
      })
  void matchesAsAShellDoes(String pattern, String path, boolean expected) {
    assertThat(match(pattern, path).isPresent()).isEqualTo(expected);
  }

  @Test
  void takesNamedPartsFromThePath() {
    assertThat(match("/jobs/{organization}/{repo}/**/{run_id}-{job_id}.log", "/jobs/o/r/x/7-9.log"))
        .contains(Map.of("organization", "o", "repo", "r", "run_id", "7", "job_id", "9"));
  }

  @Test
  void aNamedPartDoesNotReachOverADirectory() {
    assertThat(match("/jobs/{organization}/x.log", "/jobs/a/b/x.log")).isEmpty();
  }

  @Test
  void refusesTheSameNameTwice() {
    assertThatThrownBy(() -> PathPattern.parse("include", "/{a}/{a}.log"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("include")
        .hasMessageContaining("{a} twice");
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> PathPattern.parse("include", "/var/log/"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'/var/log/'");
  }
}
