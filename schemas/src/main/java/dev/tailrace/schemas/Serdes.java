package dev.tailrace.schemas;

import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/** The serdes of the catalogue of topics. */
final class Serdes {
  static final Serde<LogEvent> LOG_EVENT = of(LogEventJson::write, LogEventJson::read);
  static final Serde<CiEvent> CI_EVENT = of(CiEventJson::write, CiEventJson::read);
  static final Serde<DeadLetter> DEAD_LETTER = of(DeadLetterJson::write, DeadLetterJson::read);
  static final Serde<SourceSummary> SOURCE_SUMMARY =
      of(SourceSummaryJson::write, SourceSummaryJson::read);

  private Serdes() {}

  private static <T> Serde<T> of(Function<T, byte[]> write, Function<byte[], T> read) {
    return org.apache.kafka.common.serialization.Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write.apply(value), reading(read));
  }

  private static <T> Deserializer<T> reading(Function<byte[], T> read) {
    return (topic, bytes) -> {
      try {
        return bytes == null ? null : read.apply(bytes);
      } catch (RuntimeException e) {
        throw new SerializationException(topic + ": " + e.getMessage(), e);
      }
    };
  }
}
