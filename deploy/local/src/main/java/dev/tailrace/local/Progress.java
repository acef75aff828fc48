package dev.tailrace.local;

import dev.tailrace.app.Terminal;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far reading and storing have come: one line that renews itself in a terminal. */
final class Progress {
  static final long INTERVAL_MILLIS = 500;

  private static final long QUIET_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean terminal = Terminal.isOutput();
  private final long began = System.nanoTime();
  private long shownAt = began;
  private long shownStored = -1;

  Progress(PrintStream out) {
    this.out = out;
  }

  void show(long read, long stored) {
    long now = System.nanoTime();
    String line =
        String.format(
            Locale.ROOT,
            "%6.0f s   read %,d lines   stored %,d lines",
            (now - began) / 1e9,
            read,
            stored);
    if (terminal) {
      out.print("\r" + line + "   ");
      out.flush();
    } else if (now - shownAt > QUIET_NANOS && stored != shownStored) {
      out.println(line);
      shownAt = now;
      shownStored = stored;
    }
  }
}
