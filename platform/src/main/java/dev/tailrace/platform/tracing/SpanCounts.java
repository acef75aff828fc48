package dev.tailrace.platform.tracing;

import java.util.concurrent.atomic.LongAdder;

/** What has become of spans. Each span is counted once. */
final class SpanCounts {
  /** The collector has them. */
  final LongAdder exported = new LongAdder();

  /** There was no room for them, or no time left at the end. */
  final LongAdder dropped = new LongAdder();

  /** The collector does not want them. */
  final LongAdder refused = new LongAdder();
}
