package dev.tailrace.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private final ConfigReader reader = new ConfigReader(Map.of("HOME_DIR", "/srv", "EMPTY", ""));

  enum Mode {
    FAST,
    SAFE
  }

  record Input(String include, Integer lines) {
    Input {
      if (include == null) {
        throw new ConfigException("include", null, "name a file or a glob");
      }
      if (lines != null && lines < 1) {
        throw new ConfigException("lines", lines, "must be 1 or more");
      }
    }
  }

  record Config(
      List<Input> inputs,
      Duration flushAfter,
      ByteSize maxBytes,
      Mode mode,
      Path dir,
      Boolean on,
      Integer port) {
    Config {
      inputs = Objects.requireNonNullElse(inputs, List.of());
      port = Objects.requireNonNullElse(port, 8081);
    }
  }

  private Config parse(String yaml) {
    return reader.parse(yaml, Config.class);
  }

  @Test
  void emptyTextIsTheDefaults() {
    assertThat(parse("").port()).isEqualTo(8081);
    assertThat(parse("# nothing\n").inputs()).isEmpty();
  }

  @Test
  void readsKebabCaseKeysAndUnits() {
    Config config =
        parse(
            """
            inputs: [{include: "/a/*.log", lines: 3}]
            flush-after: 200ms
            max-bytes: 8MiB
            mode: safe
            dir: ${HOME_DIR}/data
            on: true
            port: 0
            """);

    assertThat(config)
        .isEqualTo(
            new Config(
                List.of(new Input("/a/*.log", 3)),
                Duration.ofMillis(200),
                ByteSize.mebibytes(8),
                Mode.SAFE,
                Path.of("/srv/data"),
                true,
                0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "colour: red | colour is not a known key: known here are dir, flush-after, inputs, max-bytes, mode, on, port",
        "inputs: [{include: a, line: 3}] | inputs[0].line is not a known key: known here are include, lines",
        "port: many | port 'many': must be a whole number",
        "port: [1] | port '[1]': must be a whole number",
        "mode: slow | mode 'slow': must be one of [FAST, SAFE]",
        "on: perhaps | on 'perhaps': must be true or false",
        "inputs: 7 | inputs '7': must be a list",
        "inputs: [7] | inputs[0] '7': must be a section with keys",
        "inputs: [{include: a}, {lines: 2}] | inputs[1].include is missing: name a file or a glob",
        "inputs: [{include: a, lines: 0}] | inputs[0].lines '0': must be 1 or more",
        "flush-after: soon | flush-after 'soon': write a duration as 200ms, 5s, 10m, 2h or 7d",
        "flush-after: 5 | flush-after '5': write a duration as 200ms, 5s, 10m, 2h or 7d",
        "max-bytes: huge | max-bytes 'huge': write a size as 512, 64KiB, 8MiB or 1GiB",
        "max-bytes: -1 | max-bytes '-1': write a size as 512, 64KiB, 8MiB or 1GiB",
        "max-bytes: 999999999999GiB | max-bytes '999999999999GiB': is more than can be counted",
        "dir: ${NOWHERE}/x | dir '${NOWHERE}': set the environment variable NOWHERE or give a default",
        "inputs: [{include: '${NOWHERE}'}] | inputs[0].include '${NOWHERE}': set the environment variable NOWHERE or give a default",
      })
  void messageNamesKeyValueAndRemedy(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"'port: [1'", "'port: 1\n port: 2'", "'a: b: c'", "'\t- x'", "'port: 1\nport: 2'"})
  void brokenYamlIsOneLineThatNamesItsPlace(String yaml) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ConfigException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
        .hasMessageStartingWith("line ");
  }

  @Test
  void variablesHaveDefaults() {
    assertThat(parse("dir: ${NOWHERE:/tmp}/x").dir()).isEqualTo(Path.of("/tmp/x"));
    assertThat(parse("dir: ${EMPTY:/tmp}/x").dir()).isEqualTo(Path.of("/x"));
    assertThat(parse("port: ${NOWHERE:9}").port()).isEqualTo(9);
  }

  @Test
  void plainNumbersAreBytes() {
    assertThat(parse("max-bytes: 512").maxBytes().bytes()).isEqualTo(512);
    assertThat(parse("max-bytes: 64 KiB").maxBytes().bytes()).isEqualTo(65_536);
    assertThat(parse("max-bytes: 1GiB").maxBytes().asInt()).isEqualTo(1 << 30);
  }

  @Test
  void sizeBeyondAnArrayIsRefused() {
    assertThatThrownBy(() -> ByteSize.parse("2GiB").asInt()).isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @CsvSource({"5s, PT5S", "10m, PT10M", "2h, PT2H", "7d, PT168H", "1 s, PT1S"})
  void durationsAreReadAsPeopleWriteThem(String text, Duration duration) {
    assertThat(parse("flush-after: " + text).flushAfter()).isEqualTo(duration);
  }

  @Test
  void readsFiles(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("a.yaml"), "port: 7");

    assertThat(reader.read(file, Config.class).port()).isEqualTo(7);
    assertThatThrownBy(() -> reader.read(directory.resolve("b.yaml"), Config.class))
        .hasMessage("--config '" + directory.resolve("b.yaml") + "': there is no such file");
  }
}
