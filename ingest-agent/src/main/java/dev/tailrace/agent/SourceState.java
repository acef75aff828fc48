package dev.tailrace.agent;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.agent.kafka.RecordFrame;
import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.Resume;
import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** What is known of a source. Only the agent's one thread touches it; {@link #saved} is durable. */
final class SourceState {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String STDERR_SUFFIX = "-stderr";
  private static final int MOST_DECLARATIONS = 1_000;

  private final String id;
  private final SourceAttributes attributes;
  private final RecordFrame frame;
  private final Map<ContainerStream, RecordFrame> streamFrames =
      new EnumMap<>(ContainerStream.class);
  private Identity identity;
  private @Nullable Path path;
  private long size;
  private final Progress progress;
  private long lines;
  private long cut;
  private long flush;
  private boolean finished;
  private long goneSince;
  private int inFlight;
  private final List<Long> declarations = new ArrayList<>();
  private byte @Nullable [] savedJson;

  private SourceState(SavedSource saved, SourceAttributes attributes) {
    this.id = saved.id();
    this.identity = saved.identity();
    this.attributes = attributes;
    this.frame = frame(id, id, attributes);
    this.path = SavedPath.of(saved.path()).orElse(null);
    this.size = saved.size();
    this.progress = new Progress(requireNonNullElse(saved.resume(), Resume.at(saved.offset())));
    this.lines = saved.lines();
    this.cut = saved.cut();
    this.flush = saved.flush();
    this.finished = saved.finished();
    this.goneSince = saved.goneSince();
    this.declarations.addAll(saved.declarations());
  }

  private static RecordFrame frame(String key, String id, SourceAttributes attributes) {
    byte[] traceparent = trace(id, attributes).traceparent().getBytes(StandardCharsets.UTF_8);
    return new RecordFrame(
        key.getBytes(StandardCharsets.UTF_8),
        List.of(
            new RecordHeader(TailraceHeaders.ATTRIBUTES, attributes.toJson()),
            new RecordHeader(TailraceHeaders.TRACEPARENT, traceparent)));
  }

  /** The trace of the run, where it is known which; else one of the source's own. */
  private static TraceContext trace(String id, SourceAttributes attributes) {
    Map<String, String> context = attributes.context();
    String run = context.get(ContextKeys.RUN_ID);
    if (run == null) {
      return TraceContext.derived(id, id);
    }
    long attempt = CiTrace.attempt(context.get(ContextKeys.ATTEMPT));
    String job = context.get(ContextKeys.JOB_ID);
    return CiTrace.of(run, attempt, job);
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
            SavedSource.NO_CUT,
            /* resume= */ null,
            /* finished= */ false,
            SavedSource.NOT_GONE,
            List.of(),
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
        offset(),
        lines,
        cut,
        flush,
        resume().stdout() == resume().stderr() ? null : resume(),
        finished,
        goneSince,
        declarations,
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

  /** What the configuration and the path say of every line. */
  Map<String, String> context() {
    return attributes.context();
  }

  /** The offsets of the lines by which values were declared secret; at most a thousand. */
  List<Long> declarations() {
    return declarations;
  }

  /** A line has declared a value secret. */
  void declaredAt(long lineOffset) {
    if (declarations.size() < MOST_DECLARATIONS && !declarations.contains(lineOffset)) {
      declarations.add(lineOffset);
      changed();
    }
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

  /** The key of the records of a container's stream, or of a source that is no container's. */
  String recordKey(@Nullable ContainerStream stream) {
    return stream == ContainerStream.STDERR ? id + STDERR_SUFFIX : id;
  }

  /** What all records of a stream's lines have in common, or of a source that is no container's. */
  RecordFrame frame(@Nullable ContainerStream stream) {
    return stream == null ? frame : streamFrames.computeIfAbsent(stream, this::streamFrame);
  }

  private RecordFrame streamFrame(ContainerStream stream) {
    Map<String, String> context = new HashMap<>(attributes.context());
    context.put(ContextKeys.STREAM, stream.id());
    SourceAttributes own =
        new SourceAttributes(
            attributes.host(),
            attributes.path(),
            attributes.service(),
            attributes.authority(),
            context);
    return frame(recordKey(stream), id, own);
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
    return finished ? 0 : Math.max(0, size - offset());
  }

  /** The byte behind the last acknowledged line. */
  long offset() {
    return resume().offset();
  }

  /** The same, for each stream of a container. */
  Resume resume() {
    return progress.resume();
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

  /** Where groups of lines were ended by time, or {@link SavedSource#NO_CUT}. */
  long flush() {
    return flush;
  }

  /** Decides where groups of lines end. To be saved before they are sent. */
  void flushAt(long position) {
    flush = position;
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

  void sent(Line line) {
    inFlight++;
    progress.sent(line);
  }

  void acknowledged(@Nullable ContainerStream stream, long next, int count) {
    inFlight -= count;
    lines += count;
    progress.acknowledged(stream, next, count);
    changed();
  }
}
