package dev.tailrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What an agent sends with every line of one source.
 *
 * @param key of its records
 * @param attributes of the source
 * @param traceparent of its job
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record SourceHeaders(byte[] key, Header attributes, Header traceparent) {

  static SourceHeaders of(int source, SourceAttributes attributes) {
    String traceparent = String.format("00-%032x-%016x-01", source + 1, source + 1);
    return new SourceHeaders(
        String.format("%016x", source).getBytes(UTF_8),
        new RecordHeader(TailraceHeaders.ATTRIBUTES, attributes.toJson()),
        new RecordHeader(TailraceHeaders.TRACEPARENT, traceparent.getBytes(UTF_8)));
  }

  /** The headers of the line between these bytes of the source. */
  List<Header> at(long offset, long end) {
    return List.of(
        new RecordHeader(TailraceHeaders.OFFSET, TailraceHeaders.number(offset)),
        new RecordHeader(TailraceHeaders.END, TailraceHeaders.number(end)),
        attributes,
        traceparent);
  }
}
