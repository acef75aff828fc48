package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTest {

  @ParameterizedTest
  @ValueSource(strings = {"STANDARD", "STANDARD_IA", "GLACIER_IR", "REDUCED_REDUNDANCY"})
  void mostClassesAnswerAtOnce(String storageClass) {
    assertThat(Availability.of(storageClass, null)).isEqualTo(Availability.READABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
  void whatIsInGlacierMustBeRestored(String storageClass) {
    assertThat(Availability.of(storageClass, null)).isEqualTo(Availability.FROZEN);
  }

  @Test
  void readsWhatS3SaysOfARestore() {
    String ended = "ongoing-request=\"false\", expiry-date=\"Fri, 23 Dec 2026 00:00:00 GMT\"";

    assertThat(Availability.of("GLACIER", "ongoing-request=\"true\""))
        .isEqualTo(Availability.RESTORING);
    assertThat(Availability.of("GLACIER", ended)).isEqualTo(Availability.READABLE);
  }
}
