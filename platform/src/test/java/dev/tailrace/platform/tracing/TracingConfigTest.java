package dev.tailrace.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingConfigTest {
  private static TracingConfig read(String yaml) {
    return new ConfigReader(Map.of()).parse(yaml, TracingConfig.class);
  }

  @Test
  void hasADefaultForEverything() {
    TracingConfig config = read("{}");

    assertThat(config.traces()).hasToString("http://127.0.0.1:4318/v1/traces");
    assertThat(config.sampleRatio()).isEqualTo(0.001);
  }

  @Test
  void postsBelowThePathOfItsEndpoint() {
    assertThat(read("endpoint: https://traces.example.com/otlp/").traces())
        .hasToString("https://traces.example.com/otlp/v1/traces");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample-ratio: 0 | sample-ratio",
        "sample-ratio: 1.5 | sample-ratio",
        "endpoint: collector:4318 | endpoint",
        "endpoint: /v1/traces | endpoint",
        "queue: 0 | queue",
        "'headers: {\"not a name\": x}' | headers",
        "'headers: {Host: x}' | headers"
      })
  void namesWhatCannotBe(String yaml, String key) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key);
  }
}
