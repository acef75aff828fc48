package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineShape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What following a plain file and reading a compressed one have in common. */
abstract class DiskTail implements Tail {
  private final SourceState state;
  private final TailSettings settings;
  private Path path;
  private long size;
  private long modified;
  private long grownAt;
  private long lookedAt;
  private boolean present = true;
  private boolean replaced;

  DiskTail(SourceState state, TailSettings settings, FoundFile file, long now) {
    this.state = state;
    this.settings = settings;
    this.path = file.path();
    this.size = file.size();
    this.modified = file.modified();
    this.grownAt = now;
    this.lookedAt = now;
    state.movedTo(path);
  }

  static DiskTail of(SourceState state, TailSettings settings, FoundFile file, long now) {
    return Compression.gzip(file.path())
        ? new GzipTail(state, settings, file, now)
        : new FileTail(state, settings, file, now);
  }

  /**
   * Whether a file still begins as the source did. A file that does is remembered better.
   *
   * @throws IOException if it cannot be read
   */
  static boolean recognise(SourceState state, Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return recognise(state, channel);
    }
  }

  static boolean recognise(SourceState state, FileChannel channel) throws IOException {
    Optional<Fingerprint> fingerprint = state.fingerprint().follow(channel);
    fingerprint.ifPresent(state::fingerprint);
    return fingerprint.isPresent();
  }

  /** Discovery has seen the file. */
  void seen(FoundFile file, long now) throws IOException {
    present = true;
    path = file.path();
    state.movedTo(path);
    boolean touched = file.modified() != modified;
    modified = file.modified();
    grownTo(file.size(), now);
    if (touched && !state.finished() && !recognise(state, path)) {
      replace();
    }
  }

  /** Discovery has not seen the file any more: it was deleted, or renamed to another name. */
  void lost(long now) {
    if (present) {
      present = false;
      grownAt = now;
    }
  }

  void grownTo(long newSize, long now) {
    lookedAt = now;
    if (newSize != size) {
      size = newSize;
      grownAt = now;
    }
  }

  /** It was longer than the last look had shown. */
  void atLeast(long read) {
    if (read > size) {
      grownTo(read, lookedAt);
    }
  }

  /** The bytes of the source are not there any more: the file was truncated or written anew. */
  void replace() {
    replaced = true;
  }

  boolean replaced() {
    return replaced;
  }

  boolean present() {
    return present;
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  TailSettings settings() {
    return settings;
  }

  @Override
  public LineShape shape() {
    return settings.shape();
  }

  @Override
  public SourceState state() {
    return state;
  }

  abstract boolean unfinished();

  /** Whether whole lines are held back because others may belong to them. */
  boolean grouped() {
    return false;
  }

  abstract long position();

  /** How long to wait for the end of an unfinished line; null if forever. */
  abstract @Nullable Duration patience();

  @Override
  public boolean awaitsCut() {
    return !replaced && unfinished() && patience() != null;
  }

  /** How long it has not grown, in milliseconds. */
  long quiet(long now) {
    return now - grownAt;
  }

  @Override
  public long cutDue(long now) {
    Duration patience = patience();
    boolean due =
        awaitsCut()
            && patience != null
            && !readable()
            && state.inFlight() == 0
            && quiet(now) >= patience.toMillis();
    return due ? position() : SavedSource.NO_CUT;
  }

  @Override
  public boolean ended(long now) {
    return !present
        && !readable()
        && !unfinished()
        && !grouped()
        && quiet(now) >= settings.rotatedAfter().toMillis();
  }

  @Override
  public long unread() {
    return Math.max(0, size - state.offset());
  }

  /** Whether it holds a file open. */
  abstract boolean open();
}
