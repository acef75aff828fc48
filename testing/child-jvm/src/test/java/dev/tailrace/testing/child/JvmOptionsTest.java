package dev.tailrace.testing.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JvmOptionsTest {
  @Test
  void fastStartIsForSmallMachines() {
    assertThat(JvmOptions.fastStart(256).commandLine())
        .contains("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  @Test
  void throughputLeavesTheCompilersAlone() {
    assertThat(JvmOptions.throughput(512).commandLine())
        .contains("-Xmx512m")
        .noneMatch(flag -> flag.contains("Tiered"));
  }

  @Test
  void refusesAHeapThatNoServerStartsWith() {
    assertThatThrownBy(() -> JvmOptions.fastStart(8)).hasMessageContaining("heapMegabytes is 8");
  }
}
