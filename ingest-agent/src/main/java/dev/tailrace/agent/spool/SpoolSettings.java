package dev.tailrace.agent.spool;

import java.time.Duration;

/**
 * The limits of a {@link Spool}.
 *
 * @param maxBytes of all tenants together, in bytes; each tenant has an equal share
 * @param segmentBytes a segment that has reached this many bytes is sealed
 * @param quiet a segment whose lines Kafka has all is sealed when none came for this long
 */
public record SpoolSettings(long maxBytes, long segmentBytes, Duration quiet) {

  /** A share is freed segment by segment, so it needs several. */
  private static final int FEWEST_SEGMENTS = 8;

  /** Segments of 16 MiB, sealed after a minute without a line. */
  public static SpoolSettings of(long maxBytes) {
    return new SpoolSettings(maxBytes, 16L << 20, Duration.ofMinutes(1));
  }

  /** The same for a tenant that has so many bytes. */
  SpoolSettings within(long share) {
    return new SpoolSettings(maxBytes, Math.min(segmentBytes, share / FEWEST_SEGMENTS), quiet);
  }
}
