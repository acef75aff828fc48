package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTailConfigTest {
  private final ConfigReader reader = new ConfigReader(Map.of());

  @Test
  void isCompleteWhenNothingIsConfigured() {
    assertThat(reader.parse("", LiveTailConfig.class))
        .isEqualTo(new LiveTailConfig("127.0.0.1", 8080, 1000, 200, Duration.ofMinutes(1), true));
  }

  @Test
  void namesTheKeyOfAnImpossibleValue() {
    assertThatThrownBy(() -> reader.parse("watchers: 0", LiveTailConfig.class))
        .hasMessage("watchers '0': must be from 1 to 10000");
    assertThatThrownBy(() -> reader.parse("lease: 2s", LiveTailConfig.class))
        .hasMessageEndingWith("must be from 3s to 1h");
  }
}
