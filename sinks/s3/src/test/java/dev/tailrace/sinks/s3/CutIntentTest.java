package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutIntentTest {

  @Test
  void readsWhatItWrote() {
    CutIntent intent = new CutIntent(1_234_567_890_123L, Compression.GZIP);

    assertThat(intent.metadata()).isEqualTo("cut:2:1234567890123:gzip");
    assertThat(CutIntent.of(new OffsetAndMetadata(7, intent.metadata()))).contains(intent);
  }

  @Test
  void readsWhatWasWrittenWhenThereWasOnlyZstd() {
    assertThat(CutIntent.of(new OffsetAndMetadata(7, "cut:1:10")))
        .contains(new CutIntent(10, Compression.ZSTD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "someone else's note"})
  void findsNothingInOtherMetadata(String metadata) {
    assertThat(CutIntent.of(new OffsetAndMetadata(7, metadata))).isEmpty();
  }

  @Test
  void findsNothingToRepeatInACutWithoutOffsets() {
    assertThat(CutIntent.of(new OffsetAndMetadata(7, "cut:2:7:zstd"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cut:3:10:zstd", "cut:2:10", "cut:2:10:lz4", "cut:1:", "cut:1:-5", "cut:1:10:3"})
  void refusesACutThatItCannotRepeat(String metadata) {
    assertThatThrownBy(() -> CutIntent.of(new OffsetAndMetadata(7, metadata)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(metadata);
  }
}
