package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What following a plain file and reading a compressed one have in common. */
abstract class DiskTail implements Tail {

  /** How long a file that does not grow is still asked for its size. */
  private static final long QUIET_MILLIS = 2_000;

  private final SourceState state;
  private final TailSettings settings;
  private Path path;
  private Path foundAt;
  private long modified;
  private long grownAt;
  private boolean present = true;
  private boolean stopped;
  private @Nullable Loss replaced;

  DiskTail(SourceState state, TailSettings settings, FoundFile file, long now) {
    this.state = state;
    this.settings = settings;
    this.path = file.real();
    this.foundAt = file.path();
    found(file, now);
  }

  static DiskTail of(SourceState state, TailSettings settings, FoundFile file, long now) {
    return Compression.gzip(file.path())
        ? new GzipTail(state, settings, file, now)
        : new FileTail(state, settings, file, now);
  }

  private void found(FoundFile file, long now) {
    moved(file);
    modified = file.modified();
    grownAt = now;
    state.size(file.size());
  }

  private void moved(FoundFile file) {
    path = file.real();
    state.movedTo(path);
    state.identity(state.identity().born(file.birth()));
  }

  /**
   * Its file was seen.
   *
   * @param meant whether under a path that an input means
   * @return whether anything is new
   * @throws IOException if it cannot be read
   */
  boolean seen(FoundFile file, boolean meant, long now) throws IOException {
    boolean touched = file.modified() != modified;
    boolean asBefore = (present || !meant) && path.equals(file.real()) && !touched;
    boolean born = file.birth() == state.identity().birth();
    if (asBefore && born && file.size() == state.size()) {
      return false;
    }
    if (!state.identity().at(file)) {
      foundAt = file.path(); // of the file that has the inode now
      replace(Loss.DELETED);
      return true;
    }
    present |= meant;
    foundAt = meant ? file.path() : foundAt;
    moved(file);
    if (touched && !state.finished() && !stillItself()) {
      replace(Loss.TRUNCATED);
    } else {
      modified = file.modified();
      grownTo(file.size(), now);
    }
    return true;
  }

  /** Whether the file still holds what was read of it. */
  abstract boolean stillItself() throws IOException;

  /** Discovery has not seen the file any more: it was deleted, or renamed to another name. */
  void lost(long now) {
    if (present) {
      present = false;
      grownAt = now;
    }
  }

  /** It has another size, and what was read of it is still there. */
  void grownTo(long newSize, long now) {
    if (newSize != state.size()) {
      state.size(newSize);
      grownAt = now;
    }
  }

  /** It was longer than the last look had shown. */
  void atLeast(long read) {
    if (read > state.size()) {
      state.size(read);
    }
  }

  /** The bytes of the source are not there any more: the file was truncated or written anew. */
  void replace(Loss reason) {
    if (replaced == null) {
      replaced = reason;
    }
  }

  boolean replaced() {
    return replaced != null;
  }

  /** What became of the bytes that were not read; null while it is not replaced. */
  @Nullable Loss loss() {
    return replaced;
  }

  /** All of its bytes are in another file, too: goes on there. */
  void continueAt(FoundFile copy, long now) {
    close();
    state.identity(state.identity().movedTo(copy));
    replaced = null;
    present = true;
    found(copy, now);
  }

  /**
   * The file is not there any more. Gives what has come of its last line.
   *
   * @return how many bytes of the source were there and nobody has read
   */
  abstract long giveUp(Lines lines);

  /** Nobody means the file any more. */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  boolean present() {
    return present;
  }

  /** Where an input found it, maybe a link. */
  Path foundAt() {
    return foundAt;
  }

  /** Without links. */
  Path path() {
    return path;
  }

  long size() {
    return state.size();
  }

  TailSettings settings() {
    return settings;
  }

  @Override
  public LineShape shape() {
    return settings.shape();
  }

  @Override
  public boolean quiet(long now) {
    boolean waiting = replaced() || stopped || readable() || awaitsCut() || state.inFlight() > 0;
    return present && !waiting && stillFor(now) >= QUIET_MILLIS;
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
    return !replaced() && !stopped && unfinished() && patience() != null;
  }

  /** How long it has not grown, in milliseconds. */
  long stillFor(long now) {
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
            && stillFor(now) >= patience.toMillis();
    return due ? position() : SavedSource.NO_CUT;
  }

  @Override
  public boolean ended(long now) {
    boolean left =
        !present
            && !readable()
            && !unfinished()
            && !grouped()
            && stillFor(now) >= settings.rotatedAfter().toMillis();
    return stopped || left;
  }

  @Override
  public long unread() {
    return state.unread();
  }

  /** Whether it holds a file open. */
  abstract boolean open();
}
