package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.agent.lines.CarriageReturn;
import dev.tailrace.agent.lines.LineFormat;
import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void readsHowLinesBecomeEvents() {
    AgentConfig config =
        read(
            """
            inputs:
              - include: [/var/log/containers/*.log]
                format: container
                carriage-return: keep
                encoding: gbk
                multiline: {stacktraces: [java, python, go], timeout: 2s}
            """);
    Path path = Path.of("/var/log/containers/p_n_c-" + "0".repeat(64) + ".log");
    LineShape shape = inputs(config).shapeOf(path).orElseThrow();

    assertThat(shape.format()).isEqualTo(LineFormat.CONTAINER);
    assertThat(shape.carriageReturn()).isEqualTo(CarriageReturn.KEEP);
    assertThat(shape.encoding().charset()).isEqualTo(Charset.forName("GBK"));
    assertThat(shape.multiline().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(inputs(config).attributesOf(path).orElseThrow().context())
        .containsEntry("k8s.pod.name", "p")
        .containsEntry("k8s.namespace.name", "n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoding: utf-99 | encoding 'utf-99': is unknown",
        "encoding: utf-16 | encoding 'UTF-16': has no line ends of one byte",
        "encoding: utf-16le, format: cri | encoding 'utf-16le': container runtimes",
        "format: xml | format 'xml': must be",
        "multiline: {} | multiline.pattern is missing: name either",
        "multiline: {pattern: a, stacktraces: [go], kind: end} | multiline.pattern 'a': name either",
        "multiline: {pattern: a} | multiline.kind is missing: goes with",
        "multiline: {pattern: '(', kind: end} | multiline.pattern '(': is no regular expression",
        "multiline: {stacktraces: [go], timeout: 1ms} | multiline.timeout 'PT0.001S': must be"
      })
  void namesWhatCannotBeARuleForLines(String options, String message) {
    assertThatThrownBy(() -> read("inputs: [{include: ['/l/*'], " + options + "}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("inputs[0]." + message);
  }
}
