package dev.tailrace.app.archive;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says how far the reading of objects has come: on one line that is drawn again, or now and then on
 * a new one.
 */
final class ReadingProgress {
  private static final Duration REDRAWN = Duration.ofMillis(200);
  private static final Duration WRITTEN = Duration.ofSeconds(10);

  private static final int BAR = 20;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final int objects;
  private long shownAt;
  private int objectsRead;
  private long bytesRead;
  private long events;

  /**
   * @param terminal whether a person looks on
   * @param objects how many there are to be read
   */
  ReadingProgress(PrintWriter err, boolean terminal, LongSupplier nanoClock, int objects) {
    this.err = err;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.objects = objects;
    this.shownAt = nanoClock.getAsLong();
  }

  void event() {
    events++;
    showIfDue();
  }

  /**
   * @param bytes its compressed size
   */
  void objectRead(long bytes) {
    objectsRead++;
    bytesRead += bytes;
    showIfDue();
  }

  /** Ends the line that was drawn. */
  void end() {
    if (terminal) {
      show();
      err.println();
    }
  }

  private void showIfDue() {
    long interval = (terminal ? REDRAWN : WRITTEN).toNanos();
    if (nanoClock.getAsLong() - shownAt >= interval) {
      shownAt = nanoClock.getAsLong();
      show();
    }
  }

  private void show() {
    String text =
        "objects %d of %d, %s, events %d"
            .formatted(objectsRead, objects, ByteCount.text(bytesRead), events);
    err.print(terminal ? "\r" + bar() + text + "  " : text + System.lineSeparator());
    err.flush();
  }

  private String bar() {
    int done = objects == 0 ? BAR : (int) ((long) BAR * objectsRead / objects);
    return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] ";
  }
}
