package dev.tailrace.sinks.elasticsearch;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is to become of a record. */
sealed interface Filing {
  ConsumerRecord<byte[], byte[]> record();

  /** It goes into that index under that id. */
  final class Document implements Filing {
    private final ConsumerRecord<byte[], byte[]> record;
    private final String index;
    private final byte[] quotedId;

    Document(ConsumerRecord<byte[], byte[]> record, String index, byte[] quotedId) {
      this.record = record;
      this.index = index;
      this.quotedId = quotedId;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> record() {
      return record;
    }

    String index() {
      return index;
    }

    /** As it stands between the quotes of a JSON string, in UTF-8. */
    byte[] quotedId() {
      return quotedId;
    }
  }

  /** Elasticsearch cannot or will not have it; a dead letter with that reason. */
  record Refused(ConsumerRecord<byte[], byte[]> record, String reason) implements Filing {}
}
