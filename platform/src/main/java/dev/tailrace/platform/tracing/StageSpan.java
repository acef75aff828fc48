package dev.tailrace.platform.tracing;

import com.google.protobuf.ByteString;
import dev.tailrace.platform.streams.Origin;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.SpanFlags;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The span of a stage's work on one record, named by OpenTelemetry's conventions for messaging.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">the conventions</a>
 */
final class StageSpan {
  private static final int SAMPLED = 1;
  private static final int FLAGS =
      SAMPLED
          | SpanFlags.SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK_VALUE
          | SpanFlags.SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK_VALUE;

  private final Span.Builder span = Span.newBuilder();

  /**
   * @param stage the stage's name
   * @param group the consumer group
   */
  StageSpan(String stage, String group, Origin origin, SpanParent parent) {
    span.setTraceId(hex(parent.traceId()))
        .setSpanId(newId())
        .setFlags(FLAGS)
        .setName(stage + " " + origin.topic())
        .setKind(Span.SpanKind.SPAN_KIND_CONSUMER);
    if (parent.spanId() != null) {
      span.setParentSpanId(hex(parent.spanId()));
    }
    text("messaging.system", "kafka");
    text("messaging.operation.type", "process");
    text("messaging.operation.name", stage);
    text("messaging.destination.name", origin.topic());
    text("messaging.destination.partition.id", Integer.toString(origin.partition()));
    text("messaging.consumer.group.name", group);
    add("messaging.kafka.offset", AnyValue.newBuilder().setIntValue(origin.offset()));
  }

  /** It took so long and has just ended. */
  StageSpan took(long nanos, Instant end) {
    long endNanos = TimeUnit.SECONDS.toNanos(end.getEpochSecond()) + end.getNano();
    span.setStartTimeUnixNano(endNanos - nanos).setEndTimeUnixNano(endNanos);
    return this;
  }

  /** It was about this line. */
  StageSpan about(String eventId) {
    text("tailrace.event_id", eventId);
    return this;
  }

  /** It failed; the failure's message may be a line's text and is left out. */
  StageSpan failed(RuntimeException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    text("error.type", cause.getClass().getName());
    span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    return this;
  }

  Span build() {
    return span.build();
  }

  private void text(String name, String value) {
    add(name, AnyValue.newBuilder().setStringValue(value));
  }

  private void add(String name, AnyValue.Builder value) {
    span.addAttributes(KeyValue.newBuilder().setKey(name).setValue(value));
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }

  private static ByteString newId() {
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, id));
  }
}
