package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineSplitter;
import dev.tailrace.agent.lines.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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
    if (file.size() < position) {
      replace();
      return 0;
    }
    int wanted = (int) Math.min(buffer.length, limit(position) - position);
    int count = wanted == 0 ? 0 : file.read(ByteBuffer.wrap(buffer, 0, wanted), position);
    // What was read belongs to this source only if the file still begins as it did.
    if (!recognise(state(), file)) {
      replace();
      return 0;
    }
    splitter.feed(buffer, Math.max(0, count), lines);
    if (splitter.position() == state().cut()) {
      splitter.finish(lines);
    }
    readTo = Math.max(readTo, splitter.position());
    unfinished = splitter.unfinished();
    atLeast(readTo);
    return Math.max(0, count);
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
      channel = file;
    }
    return file;
  }

  /** Asks an open file for its size, between two discoveries. */
  void refresh(long now) throws IOException {
    FileChannel file = channel;
    if (file != null) {
      grownTo(file.size(), now);
    }
  }

  @Override
  public boolean readable() {
    boolean cutHere = unfinished && state().cut() == readTo;
    return !replaced() && (size() != readTo || cutHere);
  }

  /** Remembers that nothing behind the last line was sent, so that it counts as acknowledged. */
  @Override
  public long unread() {
    return Math.max(0, size() - Math.max(state().offset(), settled()));
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
