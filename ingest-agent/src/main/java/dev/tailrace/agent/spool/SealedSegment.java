package dev.tailrace.agent.spool;

import java.nio.file.Path;

/** A segment that gets no more lines. */
record SealedSegment(Path path, long bytes, long createdAt) {}
