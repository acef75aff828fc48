package dev.tailrace.sinks.elasticsearch;

import static dev.tailrace.sinks.elasticsearch.TestRecords.bytes;
import static dev.tailrace.sinks.elasticsearch.TestRecords.consumed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.elasticsearch.Filing.Document;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FilingClerkTest {
  private static final String TOPIC = "logs.job-execution";

  @Test
  void filesByCategoryDayAndEventId() {
    Filing filing =
        new FilingClerk().file(consumed(TOPIC, "s-1", at("2026-03-01T12:00:00Z"), json()));

    assertThat(filing).isInstanceOf(Document.class);
    Document document = (Document) filing;
    assertThat(document.index()).isEqualTo("tailrace-job-execution-2026.03.01");
    assertThat(document.quotedId()).isEqualTo(bytes("s-1"));
  }

  @Test
  void dayEndsAtMidnightUtc() {
    assertThat(index("2026-02-28T23:59:59.999Z")).isEqualTo("tailrace-job-execution-2026.02.28");
    assertThat(index("2026-03-01T00:00:00Z")).isEqualTo("tailrace-job-execution-2026.03.01");
  }

  @Test
  void refusesRecordsWithoutHeaders() {
    assertThat(reason(consumed(TOPIC, null, 1L, json()))).contains("tailrace.event-id");
    assertThat(reason(consumed(TOPIC, "", 1L, json()))).contains("tailrace.event-id");
    assertThat(reason(consumed(TOPIC, "s-1", null, json()))).contains("tailrace.filed-at");
  }

  @Test
  void refusesTimesThatNoIndexNameCanHold() {
    assertThat(reason(consumed(TOPIC, "s-1", Long.MAX_VALUE, json()))).contains("1970 to 9999");
    assertThat(reason(consumed(TOPIC, "s-1", -1L, json()))).contains("1970 to 9999");
  }

  @Test
  void refusesIdsThatElasticsearchCannotHold() {
    assertThat(reason(consumed(TOPIC, "x".repeat(513), 1L, json()))).contains("512 bytes");
  }

  @Test
  void quotesIdsThatWouldEndTheirString() {
    Filing filing =
        new FilingClerk().file(consumed(TOPIC, "a\"\\\u0001é", at("2026-03-01T12:00:00Z"), json()));

    assertThat(((Document) filing).quotedId()).isEqualTo(bytes("a\\\"\\\\\\u0001é"));
  }

  @Test
  void refusesValuesThatWouldBreakOutOfABulkRequest() {
    byte[] injection = bytes("{}\n{\"delete\":{\"_index\":\"other\",\"_id\":\"1\"}}");

    assertThat(reason(consumed(TOPIC, "s-1", 1L, injection))).contains("one line");
    assertThat(reason(consumed(TOPIC, "s-1", 1L, new byte[0]))).contains("one line");
    assertThat(reason(consumed(TOPIC, "s-1", 1L, null))).contains("one line");
  }

  @Test
  void refusesTopicsOfNoCategory() {
    assertThat(reason(consumed("logs.other", "s-1", 1L, json()))).contains("no category");
  }

  private static String index(String filedAt) {
    return ((Document) new FilingClerk().file(consumed(TOPIC, "s-1", at(filedAt), json()))).index();
  }

  private static String reason(
      org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record) {
    Filing filing = new FilingClerk().file(record);
    assertThat(filing).isInstanceOf(Refused.class);
    return ((Refused) filing).reason();
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static byte[] json() {
    return bytes("{}");
  }
}
