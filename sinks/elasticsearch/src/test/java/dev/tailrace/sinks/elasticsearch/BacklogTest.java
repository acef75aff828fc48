package dev.tailrace.sinks.elasticsearch;

import static dev.tailrace.sinks.elasticsearch.TestRecords.bytes;
import static dev.tailrace.sinks.elasticsearch.TestRecords.consumed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.sinks.elasticsearch.Filing.Document;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Backlog backlog =
      new Backlog(
          new ElasticsearchConfig.Bulk(new ByteSize(2_048), 3, Duration.ofMillis(500), 4),
          nanos::get);

  @Test
  void cutsBatchesByBytesAndLargeDocumentsGoAlone() {
    add("a", 1_000);
    add("b", 1_000);
    add("c", 5_000);
    add("d", 10);

    assertThat(ids(batch())).containsExactly("a", "b");
    assertThat(ids(batch())).containsExactly("c");
    assertThat(ids(batch())).containsExactly("d");
    assertThat(backlog.hasDocuments()).isFalse();
  }

  @Test
  void cutsBatchesByCount() {
    for (String id : List.of("a", "b", "c", "d")) {
      add(id, 1);
    }

    assertThat(ids(batch())).containsExactly("a", "b", "c");
    assertThat(ids(batch())).containsExactly("d");
  }

  @Test
  void isDueByAgeOfTheOldest() {
    assertThat(backlog.isDue()).isFalse();
    add("a", 1);
    assertThat(backlog.isDue()).isFalse();

    nanos.addAndGet(Duration.ofMillis(500).toNanos());

    assertThat(backlog.isDue()).isTrue();
    assertThat(backlog.isFull()).isFalse();
  }

  @Test
  void isFullByBytes() {
    add("a", 3_000);

    assertThat(backlog.isFull()).isTrue();
    assertThat(backlog.isDue()).isTrue();
  }

  @Test
  void whatIsPutBackComesFirstInItsOrder() {
    add("a", 1);
    add("b", 1);
    Batch taken = backlog.take();
    add("c", 1);

    backlog.putBack(taken);

    assertThat(ids(batch())).containsExactly("a", "b");
    assertThat(ids(batch())).containsExactly("c");
  }

  @Test
  void knowsWhatWasPutBefore() {
    add("a", 3_000);
    Batch first = backlog.take();
    long number = backlog.lastNumber();
    add("b", 1);

    assertThat(backlog.hasUpTo(number)).isFalse();
    assertThat(backlog.hasUpTo(backlog.lastNumber())).isTrue();
    backlog.putBack(first.where(i -> true));
    assertThat(backlog.hasUpTo(number)).isTrue();
  }

  @Test
  void aBatchThatIsUsedAgainHoldsNothingOfBefore() {
    add("a", 10);
    Batch stored = backlog.take();
    stored.markPerhapsStored();
    backlog.recycle(stored);
    add("b", 1);

    Batch again = batch();

    assertThat(again).isSameAs(stored);
    assertThat(ids(again)).containsExactly("b");
    assertThat(again.body().documentBytes()).isEqualTo(1);
    assertThat(again.perhapsStored(0)).isFalse();
  }

  @Test
  void forgetsAPartition() {
    add("a", 3_000);
    backlog.add(new Refused(consumed("t", "b", 1L, new byte[1]), "why"));

    backlog.forget(new TopicPartition("t", 1));
    assertThat(backlog.isFull()).isTrue();
    backlog.forget(new TopicPartition("t", 0));

    assertThat(backlog.hasDocuments()).isFalse();
    assertThat(backlog.isFull()).isFalse();
    assertThat(backlog.refused()).isEmpty();
  }

  private Batch batch() {
    return backlog.take();
  }

  private void add(String id, int size) {
    backlog.add(new Document(consumed("t", id, 1L, new byte[size]), "index", bytes(id)));
  }

  private static List<String> ids(Batch batch) {
    String body = new String(batch.body().bytes(), 0, batch.body().length(), UTF_8);
    return Pattern.compile("\"_id\":\"(.*?)\"")
        .matcher(body)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
