package dev.tailrace.sinks.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** How the topology's state is kept: JSON, but for the numbers of a series. */
final class StateSerdes {
  static final Serde<JobState> JOB = json(JobState.class);
  static final Serde<SeriesKey> SERIES_KEY = json(SeriesKey.class);
  static final Serde<SeriesValue> SERIES_VALUE =
      Serdes.serdeFrom((topic, value) -> write(value), (topic, bytes) -> read(bytes));

  private StateSerdes() {}

  private static <T> Serde<T> json(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> {
          try {
            return value == null ? null : Json.MAPPER.writeValueAsBytes(value);
          } catch (JsonProcessingException e) {
            throw new SerializationException(e);
          }
        },
        (topic, bytes) -> {
          try {
            return bytes == null ? null : Json.MAPPER.readValue(bytes, type);
          } catch (IOException e) {
            throw new SerializationException("not a " + type.getSimpleName(), e);
          }
        });
  }

  @SuppressWarnings("NullAway") // Kafka asks a serde to pass null on
  private static byte[] write(SeriesValue value) {
    if (value == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate((2 + value.buckets().size()) * Long.BYTES);
    bytes.putLong(value.count()).putDouble(value.sum());
    value.buckets().forEach(bytes::putLong);
    return bytes.array();
  }

  @SuppressWarnings("NullAway")
  private static SeriesValue read(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long count = buffer.getLong();
    double sum = buffer.getDouble();
    List<Long> buckets = new ArrayList<>();
    while (buffer.hasRemaining()) {
      buckets.add(buffer.getLong());
    }
    return new SeriesValue(count, sum, buckets);
  }
}
