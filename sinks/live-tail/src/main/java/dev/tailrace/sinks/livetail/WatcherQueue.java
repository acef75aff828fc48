package dev.tailrace.sinks.livetail;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one watcher, bounded in number and in bytes. When it overflows, lines
 * are dropped until all that waits is sent; then the watcher is told how many it missed, at the
 * place where they are missing.
 */
final class WatcherQueue {
  private final int maxFrames;
  private final long maxBytes;
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private long bytes;
  private long dropped;

  WatcherQueue(int maxFrames, long maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /** Adds a frame; false if it was dropped. A single frame always fits. */
  synchronized boolean offer(byte[] frame) {
    boolean full =
        frames.size() >= maxFrames || (!frames.isEmpty() && bytes + frame.length > maxBytes);
    if (dropped > 0 || full) {
      dropped++;
      return false;
    }
    frames.add(frame);
    bytes += frame.length;
    return true;
  }

  /** Adds a frame only if nothing else waits. */
  synchronized void offerIfIdle(byte[] frame) {
    if (frames.isEmpty()) {
      offer(frame);
    }
  }

  /** Takes frames of about so many bytes, at least one; null if none waits. */
  synchronized byte @Nullable [] take(int about) {
    if (frames.isEmpty()) {
      return null;
    }
    int count = 0;
    int size = 0;
    for (byte[] frame : frames) {
      if (count > 0 && size + frame.length > about) {
        break;
      }
      count++;
      size += frame.length;
    }
    byte[] notice = count == frames.size() && dropped > 0 ? Frames.dropped(dropped) : new byte[0];
    byte[] batch = new byte[size + notice.length];
    drainInto(batch, count);
    System.arraycopy(notice, 0, batch, size, notice.length);
    bytes -= size;
    dropped = notice.length > 0 ? 0 : dropped;
    return batch;
  }

  private void drainInto(byte[] batch, int count) {
    int at = 0;
    for (int i = 0; i < count; i++) {
      byte[] frame = frames.remove();
      System.arraycopy(frame, 0, batch, at, frame.length);
      at += frame.length;
    }
  }
}
