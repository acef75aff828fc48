package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.lines.Line;
import dev.tailrace.schemas.SourceAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What the sink does when a producer fails, which no real broker does on demand. */
final class KafkaLineSinkTest {
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  private final SourceState source =
      SourceState.create(Identity.named("k"), null, SourceAttributes.UNKNOWN);
  private final List<Long> acknowledged = new ArrayList<>();
  private long now = 1_000_000;
  private final KafkaLineSink sink =
      new KafkaLineSink(this::newProducer, new AgentMetrics(), () -> now);

  private Producer<byte[], byte[]> newProducer() {
    producers.add(
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
    return producers.get(producers.size() - 1);
  }

  private void send(String... texts) {
    for (String text : texts) {
      long offset = Long.parseLong(text);
      sink.send(source, Line.of(offset, offset + 1, text.getBytes(UTF_8), false), now);
    }
  }

  private void poll() {
    sink.poll((from, next, lines) -> acknowledged.add(next - 1));
  }

  private static List<String> sent(MockProducer<byte[], byte[]> producer) {
    return producer.history().stream().map(r -> new String(r.value(), UTF_8)).toList();
  }

  /** As on Kafka's own thread. */
  private static void fail(MockProducer<byte[], byte[]> producer) throws InterruptedException {
    Thread thread = new Thread(() -> producer.errorNext(new InvalidRecordException("no")), "io");
    thread.start();
    thread.join();
  }

  @Test
  void sendsAllThatIsLeftAgainInOrderThroughANewProducer() throws InterruptedException {
    send("0", "1", "2");
    producers.get(0).completeNext();
    fail(producers.get(0));
    assertThat(producers.get(0).closed()).isTrue();

    send("3");
    poll();
    assertThat(sink.ready()).isFalse();
    assertThat(sink.problem()).isNotNull();
    assertThat(acknowledged).containsExactly(0L);
    now += 2_000;
    poll();

    assertThat(sent(producers.get(1))).containsExactly("1", "2", "3");
    assertThat(sink.ready()).isTrue();
    while (producers.get(1).completeNext()) {
      poll();
    }
    assertThat(acknowledged).containsExactly(0L, 1L, 2L, 3L);
    assertThat(sink.inFlight()).isZero();
  }

  @Test
  void handsOverAcknowledgementsInTheOrderOfSending() {
    send("0", "1");
    poll();
    assertThat(acknowledged).isEmpty();
    assertThat(sink.inFlight()).isEqualTo(2);

    producers.get(0).completeNext();
    poll();
    assertThat(acknowledged).containsExactly(0L);
  }

  @Test
  void saysSinceWhenKafkaHasNotAnswered() {
    send("0");
    now += 7_000;
    poll();

    assertThat(sink.problem()).isEqualTo("Kafka has not acknowledged a line for 7 s");
  }

  @Test
  void takesNoMoreThanItsBounds() {
    byte[] large = new byte[1 << 20];
    for (int i = 0; i < 32; i++) {
      sink.send(source, Line.of(i, i + 1, large, false), now);
    }

    assertThat(sink.ready()).isFalse();
    sink.close(Duration.ZERO);
  }
}
