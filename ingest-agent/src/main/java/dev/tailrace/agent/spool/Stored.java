package dev.tailrace.agent.spool;

/** What became of lines that were given to the {@link Spool}. */
public enum Stored {
  /** They are durable. */
  STORED,
  /** The tenant's share is used up; it frees itself as Kafka takes the lines. */
  FULL,
  /** They are more than the tenant's whole share. */
  TOO_LARGE,
  /** More is waiting to be written than may wait. */
  BUSY,
  /** The disk refused them, or the spool is closing. */
  FAILED
}
