package dev.tailrace.agent;

import dev.tailrace.agent.lines.Resume;
import dev.tailrace.schemas.SourceAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as the checkpoint holds it.
 *
 * @param id 16 hex digits
 * @param identity of its file
 * @param path where it was seen last; null for standard input
 * @param size of its file when it was seen last, in bytes
 * @param offset the byte behind the last acknowledged line
 * @param lines acknowledged lines
 * @param cut where an unfinished last line was ended, or {@link #NO_CUT}
 * @param flush where groups of lines were ended although more of them might have come, or {@link
 *     #NO_CUT}
 * @param resume what each stream of a container has acknowledged; null where both are at the offset
 * @param finished whether it will never have more lines
 * @param goneSince since when its file is gone, in ms since 1970, or {@link #NOT_GONE}
 * @param declarations the offsets of the lines by which values were declared secret
 * @param attributes what its lines carry
 */
record SavedSource(
    String id,
    Identity identity,
    @Nullable String path,
    long size,
    long offset,
    long lines,
    long cut,
    long flush,
    @Nullable Resume resume,
    boolean finished,
    long goneSince,
    List<Long> declarations,
    SourceAttributes attributes) {

  static final long NO_CUT = -1;
  static final long NOT_GONE = 0;

  SavedSource {
    declarations = List.copyOf(declarations);
  }

  String key() {
    return identity.key();
  }

  /** Whether another source has its file now. */
  boolean replaced() {
    return key().isEmpty();
  }
}
