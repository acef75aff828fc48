package dev.tailrace.agent;

/**
 * A line on its way.
 *
 * @param offset of its first byte in the source
 * @param next the first byte behind its end
 * @param bytes without the line's end
 * @param truncated whether it was longer
 * @param observed when it was read, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // lines are carried, never compared
record Line(
    SourceState source, long offset, long next, byte[] bytes, boolean truncated, long observed) {}
