package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineSplitter;
import dev.tailrace.agent.lines.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a plain file. While it is closed it costs a few numbers: the beginning of an unfinished
 * line is read again.
 */
final class FileTail extends DiskTail {
  private @Nullable FileChannel channel;
  private LineSplitter splitter;
  private long readTo;
  private boolean unfinished;

  FileTail(SourceState state, TailSettings settings, FoundFile file, long now) {
    super(state, settings, file, now);
    this.splitter = splitterAt(state.offset());
    this.readTo = state.offset();
  }

  private LineSplitter splitterAt(long offset) {
    return new LineSplitter(settings().maxLine(), offset, state().cut());
  }

  @Override
  public int read(byte[] buffer, Lines lines) throws IOException {
    FileChannel file = opened();
    long position = splitter.position();
    int wanted = (int) Math.min(buffer.length, limit(position) - position);
    int count = wanted == 0 ? 0 : file.read(ByteBuffer.wrap(buffer, 0, wanted), position);
    // What was read belongs to this source only if the file still holds what it held before.
    byte[] marked = state().identity().mark().bytesIn(file);
    if (file.size() < position || !recognise(file, marked)) {
      replace(Loss.TRUNCATED);
      return 0;
    }
    remember(marked, buffer, Math.max(0, count), position);
    splitter.feed(buffer, Math.max(0, count), lines);
    if (splitter.position() == state().cut()) {
      splitter.finish(lines);
    }
    readTo = Math.max(readTo, splitter.position());
    unfinished = splitter.unfinished();
    atLeast(readTo);
    return Math.max(0, count);
  }

  private boolean recognise(FileChannel file, byte[] marked) throws IOException {
    Optional<Identity> now = state().identity().follow(file, marked);
    now.ifPresent(state()::identity);
    return now.isPresent();
  }

  private void remember(byte[] marked, byte[] read, int count, long position) {
    Identity identity = state().identity();
    if (position + count > identity.mark().end()) {
      state().identity(identity.readTo(identity.mark().after(marked, read, count, position)));
    }
  }

  @Override
  boolean stillItself() throws IOException {
    FileChannel file = channel;
    if (file == null) {
      Optional<Identity> now = state().identity().follow(path());
      now.ifPresent(state()::identity);
      return now.isPresent();
    }
    return file.size() >= readTo && recognise(file, state().identity().mark().bytesIn(file));
  }

  private long limit(long position) {
    long cut = state().cut();
    boolean ahead = cut > position || (cut == position && splitter.unfinished());
    return ahead ? cut : Long.MAX_VALUE;
  }

  private FileChannel opened() throws IOException {
    FileChannel file = channel;
    if (file == null) {
      file = FileChannel.open(path(), StandardOpenOption.READ);
      if (!FileLook.isAt(path(), state().key())) {
        file.close();
        throw new NoSuchFileException(path().toString(), null, "another file is there");
      }
      channel = file;
    }
    return file;
  }

  /**
   * Opens the file, so that it can be read to its end even if it is deleted, and asks its size.
   *
   * @return whether it has changed
   */
  boolean refresh(long now) throws IOException {
    long found = opened().size();
    if (found == size()) {
      return false;
    }
    if (stillItself()) {
      grownTo(found, now);
    } else {
      replace(Loss.TRUNCATED);
    }
    return true;
  }

  @Override
  long giveUp(Lines lines) {
    long has = splitter.unfinished() ? splitter.position() : splitter.lineStart();
    splitter.finish(lines);
    return Math.max(0, size() - has);
  }

  @Override
  public boolean readable() {
    boolean cutHere = unfinished && state().cut() == readTo;
    return !replaced() && !stopped() && !state().finished() && (size() > readTo || cutHere);
  }

  /** Remembers that nothing behind the last line was sent, so that it counts as acknowledged. */
  @Override
  public long unread() {
    return Math.min(super.unread(), Math.max(0, size() - settled()));
  }

  private long settled() {
    return state().inFlight() == 0 ? splitter.lineStart() : 0;
  }

  @Override
  boolean unfinished() {
    return unfinished;
  }

  @Override
  long position() {
    return readTo;
  }

  @Override
  @Nullable Duration patience() {
    return present() ? settings().completeAfter() : settings().rotatedAfter();
  }

  @Override
  boolean open() {
    return channel != null;
  }

  @Override
  public void close() {
    Closing.quietly(channel);
    channel = null;
    splitter = splitterAt(splitter.lineStart());
  }
}
