package dev.tailrace.router;

import dev.tailrace.platform.streams.HotStore;
import java.nio.ByteBuffer;

/**
 * How many events of a repository may pass: a token bucket by the times at which events were
 * observed, so that they pass the same way however often they are processed. Mutable, for one
 * thread.
 */
final class Bucket {
  private static final double MILLIS_PER_SECOND = 1000;

  double tokens;
  long filledAt;

  /** Events held back since the last notice. */
  long held;

  /** Notices published. */
  long notices;

  Bucket(int burst, long now) {
    tokens = burst;
    filledAt = now;
  }

  boolean take(int eventsPerSecond, int burst, long now) {
    if (now > filledAt) {
      tokens = Math.min(burst, tokens + (now - filledAt) / MILLIS_PER_SECOND * eventsPerSecond);
      filledAt = now;
    }
    if (tokens >= 1) {
      tokens--;
      return true;
    }
    held++;
    return false;
  }

  static final class Codec implements HotStore.Codec<Bucket> {
    @Override
    public byte[] write(Bucket bucket) {
      return ByteBuffer.allocate(4 * Long.BYTES)
          .putDouble(bucket.tokens)
          .putLong(bucket.filledAt)
          .putLong(bucket.held)
          .putLong(bucket.notices)
          .array();
    }

    @Override
    public Bucket read(byte[] bytes) {
      if (bytes.length != 4 * Long.BYTES) {
        throw new IllegalArgumentException("not a bucket");
      }
      ByteBuffer in = ByteBuffer.wrap(bytes);
      Bucket bucket = new Bucket(0, 0);
      bucket.tokens = in.getDouble();
      bucket.filledAt = in.getLong();
      bucket.held = in.getLong();
      bucket.notices = in.getLong();
      return bucket;
    }
  }
}
