package dev.tailrace.platform.streams;

import dev.tailrace.schemas.LogEvent;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Spans of what one stage does, made by the thread of one task. */
public interface StageSpans {
  /** Makes none, and asks for no time. */
  StageSpans NONE =
      new StageSpans() {
        @Override
        public long begin() {
          return 0;
        }

        @Override
        public void done(long begin, Record<String, ?> record, @Nullable LogEvent event) {
          // nobody asked
        }

        @Override
        public void failed(long begin, Record<String, ?> record, RuntimeException failure) {
          // nobody asked
        }
      };

  /** The time at which work on a record begins, for the other two. */
  long begin();

  /**
   * The stage has done its work on a record, and has not yet forwarded what came of it.
   *
   * @param event what the record is about, as the stage leaves it
   */
  void done(long begin, Record<String, ?> record, @Nullable LogEvent event);

  /** The stage gave up on a record. */
  void failed(long begin, Record<String, ?> record, RuntimeException failure);
}
