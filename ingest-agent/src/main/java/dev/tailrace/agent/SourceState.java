package dev.tailrace.agent;

import dev.tailrace.agent.kafka.RecordFrame;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** What is known of a source. Only the agent's one thread touches it; {@link #saved} is durable. */
final class SourceState {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final SourceAttributes attributes;
  private final RecordFrame frame;
  private Identity identity;
  private @Nullable Path path;
  private long size;
  private long offset;
  private long lines;
  private long cut;
  private boolean finished;
  private long goneSince;
  private int inFlight;
  private byte @Nullable [] savedJson;

  private SourceState(SavedSource saved, SourceAttributes attributes) {
    this.id = saved.id();
    this.identity = saved.identity();
    this.attributes = attributes;
    this.frame = frame(id, attributes);
    this.path = SavedPath.of(saved.path()).orElse(null);
    this.size = saved.size();
    this.offset = saved.offset();
    this.lines = saved.lines();
    this.cut = saved.cut();
    this.finished = saved.finished();
    this.goneSince = saved.goneSince();
  }

  private static RecordFrame frame(String id, SourceAttributes attributes) {
    byte[] traceparent = trace(id, attributes).traceparent().getBytes(StandardCharsets.UTF_8);
    return new RecordFrame(
        id.getBytes(StandardCharsets.UTF_8),
        List.of(
            new RecordHeader(TailraceHeaders.ATTRIBUTES, attributes.toJson()),
            new RecordHeader(TailraceHeaders.TRACEPARENT, traceparent)));
  }

  /** The trace of the run, where it is known which; else one of the source's own. */
  private static TraceContext trace(String id, SourceAttributes attributes) {
    Map<String, String> context = attributes.context();
    String run = context.get(ContextKeys.RUN_ID);
    return run == null
        ? TraceContext.derived(id, id)
        : TraceContext.derived(
            run + '/' + context.getOrDefault(ContextKeys.ATTEMPT, "1"),
            context.getOrDefault(ContextKeys.JOB_ID, id));
  }

  /** A source that was never seen before: 16 random hex digits name it. */
  static SourceState create(Identity identity, @Nullable Path path, SourceAttributes attributes) {
    byte[] random = new byte[Long.BYTES];
    RANDOM.nextBytes(random);
    return restore(
        new SavedSource(
            HexFormat.of().formatHex(random),
            identity,
            path == null ? null : path.toString(),
            0,
            0,
            0,
            SavedSource.NO_CUT,
            /* finished= */ false,
            SavedSource.NOT_GONE,
            attributes),
        attributes);
  }

  /** A source of the checkpoint, with what the configuration says of it now. */
  static SourceState restore(SavedSource saved, SourceAttributes attributes) {
    return new SourceState(saved, attributes);
  }

  SavedSource saved() {
    return new SavedSource(
        id,
        identity,
        path == null ? null : path.toString(),
        size,
        offset,
        lines,
        cut,
        finished,
        goneSince,
        attributes);
  }

  /** The same with what the configuration says of it now. */
  SourceState with(SourceAttributes others) {
    return others.equals(attributes) ? this : restore(saved(), others);
  }

  /** What {@link CheckpointJson#line} makes of it, kept until something changes. */
  byte[] savedJson() {
    byte[] json = savedJson;
    if (json == null) {
      json = CheckpointJson.line(saved());
      savedJson = json;
    }
    return json;
  }

  private void changed() {
    savedJson = null;
  }

  String id() {
    return id;
  }

  String key() {
    return identity.key();
  }

  Identity identity() {
    return identity;
  }

  void identity(Identity known) {
    if (!known.equals(identity)) {
      identity = known;
      changed();
    }
  }

  /** The file is another source's now; only acknowledgements are to come. */
  void replace() {
    identity(identity.withoutFile());
  }

  SourceAttributes attributes() {
    return attributes;
  }

  /** What all records of its lines have in common. */
  RecordFrame frame() {
    return frame;
  }

  /** Where it was seen last; null for standard input. */
  @Nullable Path path() {
    return path;
  }

  void movedTo(Path newPath) {
    if (!newPath.equals(path)) {
      path = newPath;
      changed();
    }
  }

  /** How many bytes its file had when it was seen last. */
  long size() {
    return size;
  }

  void size(long bytes) {
    if (bytes != size) {
      size = bytes;
      changed();
    }
  }

  /** Bytes that nobody has, if the file is gone. */
  long unread() {
    return finished ? 0 : Math.max(0, size - offset);
  }

  /** The byte behind the last acknowledged line. */
  long offset() {
    return offset;
  }

  long lines() {
    return lines;
  }

  /** Where an unfinished last line was ended, or {@link SavedSource#NO_CUT}. */
  long cut() {
    return cut;
  }

  /** Decides where a line ends. To be saved before the line is sent. */
  void cutAt(long position) {
    cut = position;
    changed();
  }

  /** Whether it will never have more lines, as a compressed file that was read to its end. */
  boolean finished() {
    return finished;
  }

  void finish() {
    finished = true;
    changed();
  }

  /** Since when its file is gone, in milliseconds since 1970, or {@link SavedSource#NOT_GONE}. */
  long goneSince() {
    return goneSince;
  }

  void goneSince(long millis) {
    goneSince = millis;
    changed();
  }

  /** Lines that were sent and not yet acknowledged. */
  int inFlight() {
    return inFlight;
  }

  void sent() {
    inFlight++;
  }

  void acknowledged(long next, int count) {
    inFlight -= count;
    lines += count;
    offset = next;
    changed();
  }
}
