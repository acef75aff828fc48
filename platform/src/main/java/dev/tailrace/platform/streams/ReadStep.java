package dev.tailrace.platform.streams;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/** Reads a value from its bytes, so that unreadable bytes are a dead letter and not the end. */
final class ReadStep<R> implements Step<byte[], R> {
  private final Deserializer<R> deserializer;

  ReadStep(Serde<R> serde) {
    this.deserializer = serde.deserializer();
  }

  @Override
  public Outcome<R> apply(Record<String, byte[]> record, Origin origin) {
    try {
      return Outcome.done(deserializer.deserialize(origin.topic(), record.value()));
    } catch (SerializationException e) {
      return new Outcome.Failed<>("not what this topic holds", e);
    }
  }
}
