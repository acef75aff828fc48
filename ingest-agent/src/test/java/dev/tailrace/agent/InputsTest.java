package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InputsTest {
  private static AgentConfig read(String yaml) {
    return new ConfigReader(Map.of()).parse(yaml, AgentConfig.class);
  }

  private static Inputs inputs(AgentConfig config) {
    return new Inputs(config.host(), config.inputs());
  }

  @Test
  void readsTheWholeConfiguration() {
    AgentConfig config =
        read(
            """
            data-directory: /tmp/agent
            host: runner-1
            max-line: 64KiB
            discovery-interval: 1s
            complete-after: 2s
            inputs:
              - include: ["/jobs/{organization}/{repo}/{run_id}/{job_id}.log"]
                exclude: ["*.tmp"]
                context: {repository: "{organization}/{repo}", os: linux}
              - include: [/var/log/scheduler.log]
                service: scheduler
                authority: platform
              - stdin: true
            """);

    assertThat(config.completeAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(inputs(config).attributesOf(Path.of("/jobs/o/r/7/9.log")))
        .contains(
            new SourceAttributes(
                "runner-1",
                "/jobs/o/r/7/9.log",
                null,
                Authority.JOB,
                Map.of(
                    "organization", "o",
                    "repo", "r",
                    "run_id", "7",
                    "job_id", "9",
                    "repository", "o/r",
                    "os", "linux")));
    assertThat(inputs(config).attributesOf(Path.of("/var/log/scheduler.log")))
        .hasValueSatisfying(a -> assertThat(a.authority()).isEqualTo(Authority.PLATFORM));
    assertThat(inputs(config).attributesOfStdin()).isPresent();
  }

  @Test
  void leavesOutWhatIsExcluded() {
    AgentConfig config = read("inputs: [{include: ['/l/**/*'], exclude: ['*.tmp', '/l/x/**']}]");

    assertThat(inputs(config).attributesOf(Path.of("/l/a.log"))).isPresent();
    assertThat(inputs(config).attributesOf(Path.of("/l/a.tmp"))).isEmpty();
    assertThat(inputs(config).attributesOf(Path.of("/l/x/y/a.log"))).isEmpty();
  }

  @Test
  void namesAContextValueThatRefersToNothing() {
    assertThatThrownBy(() -> read("inputs: [{include: ['/l/*'], context: {repository: '{repo}'}}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("inputs[0].context.repository '{repo}'");
  }

  @Test
  void namesAnInputWithoutFiles() {
    assertThatThrownBy(() -> read("inputs: [{service: x}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("inputs[0].include is missing");
  }

  @Test
  void refusesToFollowNothing() {
    assertThatThrownBy(() -> AgentConfig.of(Path.of("/tmp/a"), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("inputs is missing");
  }

  @Test
  void refusesLinesLongerThanARecordHolds() {
    assertThatThrownBy(() -> read("{max-line: 2MiB, inputs: [{stdin: true}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max-line '2097152': must be from 16 to 1MiB");
  }
}
