package dev.tailrace.sinks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsConfigTest {
  private final ConfigReader reader = new ConfigReader(Map.of());

  @Test
  void isCompleteWhenNothingIsConfigured() {
    assertThat(reader.parse("", MetricsConfig.class)).isEqualTo(MetricsConfig.defaults());
    assertThat(MetricsConfig.defaults().forgetAfter()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void namesTheKeyOfAnImpossibleValue() {
    assertThatThrownBy(() -> reader.parse("series-budget: 0", MetricsConfig.class))
        .hasMessage("series-budget '0': must be 1 or more");
    assertThatThrownBy(() -> reader.parse("forget-after: 5s", MetricsConfig.class))
        .hasMessageContaining("forget-after")
        .hasMessageContaining("longer than patience");
  }
}
