package dev.tailrace.app.dlq;

import dev.tailrace.schemas.DeadLetter;

/**
 * A letter as it lies in {@code logs.dlq}.
 *
 * @param redriven whether what it holds was sent round again
 */
record StoredLetter(LetterId id, DeadLetter letter, boolean redriven) {}
