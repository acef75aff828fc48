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
  private String key;
  private final SourceAttributes attributes;
  private final RecordFrame frame;
  private @Nullable Path path;
  private Fingerprint fingerprint;
  private long offset;
  private long lines;
  private long cut;
  private boolean finished;
  private long goneSince;
  private int inFlight;

  private SourceState(SavedSource saved, SourceAttributes attributes) {
    this.id = saved.id();
    this.key = saved.key();
    this.attributes = attributes;
    this.frame = frame(id, attributes);
    this.path = SavedPath.of(saved.path()).orElse(null);
    this.fingerprint = saved.fingerprint();
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
  static SourceState create(String key, @Nullable Path path, SourceAttributes attributes) {
    byte[] random = new byte[Long.BYTES];
    RANDOM.nextBytes(random);
    return restore(
        new SavedSource(
            HexFormat.of().formatHex(random),
            key,
            path == null ? null : path.toString(),
            Fingerprint.NONE,
            0,
            0,
            SavedSource.NO_CUT,
            false,
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
        key,
        path == null ? null : path.toString(),
        fingerprint,
        offset,
        lines,
        cut,
        finished,
        goneSince,
        attributes);
  }

  String id() {
    return id;
  }

  String key() {
    return key;
  }

  /** The file is another source's now; only acknowledgements are to come. */
  void replace() {
    key = "";
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
    path = newPath;
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }

  void fingerprint(Fingerprint grown) {
    fingerprint = grown;
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
  }

  /** Whether it will never have more lines, as a compressed file that was read to its end. */
  boolean finished() {
    return finished;
  }

  void finish() {
    finished = true;
  }

  /** Since when its file is gone, in milliseconds since 1970, or {@link SavedSource#NOT_GONE}. */
  long goneSince() {
    return goneSince;
  }

  void goneSince(long millis) {
    goneSince = millis;
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
  }
}
