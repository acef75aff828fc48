package dev.tailrace.platform.tracing;

/**
 * Chooses a part of the traces by their ids, so that whoever asks about a trace gets the same
 * answer. It is the algorithm of OpenTelemetry's {@code TraceIdRatioBased}, as its SDK for Java has
 * it.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/sdk/#traceidratiobased">its
 *     specification</a>
 */
final class TraceIdRatio {
  private static final int RANDOM_PART = 16;
  private static final int DIGITS = 32;
  private static final int HEXADECIMAL = 16;

  private final long bound;

  /**
   * @param ratio above 0 and up to 1
   */
  TraceIdRatio(double ratio) {
    bound = (long) (ratio * Long.MAX_VALUE);
  }

  /**
   * Whether a trace is chosen.
   *
   * @param traceId 32 hexadecimal digits
   */
  boolean takes(String traceId) {
    return Math.abs(Long.parseUnsignedLong(traceId, RANDOM_PART, DIGITS, HEXADECIMAL)) < bound;
  }
}
