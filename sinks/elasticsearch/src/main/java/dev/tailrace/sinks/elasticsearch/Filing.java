package dev.tailrace.sinks.elasticsearch;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is to become of a record. */
sealed interface Filing {
  ConsumerRecord<byte[], byte[]> record();

  /** It goes into that index under that id. */
  record Document(ConsumerRecord<byte[], byte[]> record, String index, String id)
      implements Filing, BulkDocument {
    @Override
    public byte[] json() {
      return record.value();
    }

    int bytes() {
      return record.value().length;
    }
  }

  /** Elasticsearch cannot or will not have it; a dead letter with that reason. */
  record Refused(ConsumerRecord<byte[], byte[]> record, String reason) implements Filing {}
}
