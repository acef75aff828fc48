package dev.tailrace.parser;

import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line as it came, and what its sender says of it.
 *
 * @param source the place it was read from
 * @param known what the agent says of the source
 * @param observed when it was read
 * @param written when it was written, by the clock of a container runtime; null if none said
 * @param tags what the agent noticed
 * @param context what the agent says of this line
 * @param memory what is remembered of the source
 * @param bytes the line without its line end
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record RawLine(
    Source source,
    Known known,
    Instant observed,
    @Nullable Instant written,
    List<String> tags,
    Map<String, Object> context,
    SourceMemory memory,
    byte[] bytes) {

  SourceAttributes attributes() {
    return known.attributes();
  }
}
