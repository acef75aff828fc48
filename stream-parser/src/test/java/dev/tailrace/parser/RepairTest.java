package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RepairTest {
  @Test
  void keepsKeysApartThatBecomeEqual() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a\u0000", 1);
    map.put("a\u2400", 2);
    map.put("", List.of("\u0001"));

    assertThat(Repair.map(map))
        .isEqualTo(Map.of("a\u2400", 1, "a\u2400_", 2, "_", List.of("\u2401")));
  }

  @Test
  void takesLinearTimeForManyKeysThatBecomeEqual() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 1 << 16; i++) {
      map.put(Integer.toBinaryString(i | 1 << 16).replace('0', '\u0000').replace('1', '\u2400'), i);
    }

    Map<String, Object> repaired =
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> Repair.map(map));

    assertThat(repaired).hasSize(1 << 16);
  }
}
