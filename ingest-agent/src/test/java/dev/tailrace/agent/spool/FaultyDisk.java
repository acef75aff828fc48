package dev.tailrace.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A real disk that can be full, and on which a sync can fail. */
final class FaultyDisk implements Disk {
  private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean syncing = true;

  /** The disk takes so many more bytes; what it says of its free space is not to be relied on. */
  void freeBytes(long bytes) {
    free.set(bytes);
  }

  void syncs(boolean works) {
    syncing = works;
  }

  @Override
  public Output create(Path file) throws IOException {
    Output real = REAL.create(file);
    return new Output() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        int count = (int) Math.min(free.get(), bytes.remaining());
        if (count == 0) {
          throw new IOException("No space left on device");
        }
        ByteBuffer some = bytes.slice().limit(count);
        int written = real.write(some);
        bytes.position(bytes.position() + written);
        free.addAndGet(-written);
        return written;
      }

      @Override
      public void force() throws IOException {
        if (!syncing) {
          throw new IOException("Input/output error");
        }
        real.force();
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }

  @Override
  public long usable(Path directory) {
    return Long.MAX_VALUE;
  }
}
