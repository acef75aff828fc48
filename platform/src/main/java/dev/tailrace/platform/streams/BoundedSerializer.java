package dev.tailrace.platform.streams;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that no record can hold, before the producer does: there it would end the
 * transaction, and the record with it again and again. Here it is one record's failure, which
 * {@link DeadLetterHandler} takes.
 */
final class BoundedSerializer<V> implements Serializer<V> {
  private final Serializer<V> serializer;

  BoundedSerializer(Serializer<V> serializer) {
    this.serializer = serializer;
  }

  @Override
  public byte @Nullable [] serialize(String topic, V value) {
    return bounded(serializer.serialize(topic, value));
  }

  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, V value) {
    return bounded(serializer.serialize(topic, headers, value));
  }

  private static byte @Nullable [] bounded(byte @Nullable [] bytes) {
    if (bytes != null && !RecordSize.fits(null, bytes)) {
      throw new SerializationException(RecordSize.TOO_LARGE);
    }
    return bytes;
  }
}
