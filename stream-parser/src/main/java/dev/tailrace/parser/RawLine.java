package dev.tailrace.parser;

import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import java.time.Instant;
import java.util.List;

/**
 * A line as it came, and what its sender says of it.
 *
 * @param source the place it was read from
 * @param attributes what the agent says of the source
 * @param observed when it was read
 * @param tags what the agent noticed
 * @param bytes the line without its line end
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record RawLine(
    Source source,
    SourceAttributes attributes,
    Instant observed,
    List<String> tags,
    byte[] bytes) {}
