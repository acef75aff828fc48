package dev.tailrace.sinks.livetail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatcherQueueTest {
  private final WatcherQueue queue = new WatcherQueue(3, 100);

  @Test
  void givesFramesInOrderAndInBatches() {
    offer("aa");
    offer("bb");
    offer("cc");

    assertThat(take(4)).isEqualTo("aabb");
    assertThat(take(4)).isEqualTo("cc");
    assertThat(take(4)).isNull();
  }

  @Test
  void tellsWhatIsMissingWhereItIsMissing() {
    offer("a");
    offer("b");
    offer("c");
    assertThat(offer("d")).isFalse();

    // Room again, but what came after d must not come before the notice.
    assertThat(take(2)).isEqualTo("ab");
    assertThat(offer("e")).isFalse();
    assertThat(take(9)).isEqualTo("cevent: dropped\ndata: {\"count\": 2}\n\n");

    assertThat(offer("f")).isTrue();
    assertThat(take(9)).isEqualTo("f");
  }

  @Test
  void isBoundedInBytesToo() {
    assertThat(offer("x".repeat(60))).isTrue();
    assertThat(offer("x".repeat(60))).isFalse();
  }

  @Test
  void takesASingleFrameOfAnySize() {
    assertThat(offer("x".repeat(1000))).isTrue();
    assertThat(take(10)).hasSize(1000);
  }

  @Test
  void beatsOnlyWhenNothingElseWaits() {
    queue.offerIfIdle("beat".getBytes(UTF_8));
    queue.offerIfIdle("beat".getBytes(UTF_8));

    assertThat(take(100)).isEqualTo("beat");
    assertThat(take(100)).isNull();
  }

  private boolean offer(String frame) {
    return queue.offer(frame.getBytes(UTF_8));
  }

  private String take(int about) {
    byte[] batch = queue.take(about);
    return batch == null ? null : new String(batch, UTF_8);
  }
}
