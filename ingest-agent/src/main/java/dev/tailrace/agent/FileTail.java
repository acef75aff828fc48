package dev.tailrace.agent;

import dev.tailrace.agent.lines.Encoding;
import dev.tailrace.agent.lines.LineAssembler;
import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.Lines;
import dev.tailrace.agent.lines.MultilineConfig;
import dev.tailrace.agent.lines.Resume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a plain file. While it is closed it costs a few numbers: the beginning of an unfinished
 * line is read again.
 */
final class FileTail extends DiskTail {
  private @Nullable FileChannel channel;
  private @Nullable Encoding encoding;
  private LineAssembler assembler;
  private long readTo;
  private boolean unfinished;

  FileTail(SourceState state, TailSettings settings, FoundFile file, long now) {
    super(state, settings, file, now);
    this.assembler = assemblerAt(state.resume(), settings.shape().encoding());
    this.readTo = state.offset();
  }

  private LineAssembler assemblerAt(Resume resume, Encoding written) {
    LineShape shape = settings().shape().encoded(written);
    return new LineAssembler(shape, settings().maxLine(), resume, state().cut());
  }

  @Override
  public int read(byte[] buffer, Lines lines) throws IOException {
    endGroups(lines);
    FileChannel file = opened();
    long position = assembler.position();
    int wanted = (int) Math.min(buffer.length, limit(position) - position);
    int count = wanted == 0 ? 0 : file.read(ByteBuffer.wrap(buffer, 0, wanted), position);
    // What was read belongs to this source only if the file still holds what it held before.
    byte[] marked = state().identity().mark().bytesIn(file);
    if (file.size() < position || !recognise(file, marked)) {
      replace(Loss.TRUNCATED);
      return 0;
    }
    remember(marked, buffer, Math.max(0, count), position);
    take(buffer, Math.max(0, count), lines);
    return Math.max(0, count);
  }

  private void take(byte[] buffer, int count, Lines lines) {
    assembler.feed(buffer, count, lines);
    endGroups(lines);
    if (assembler.position() == state().cut()) {
      assembler.finish(lines);
    }
    readTo = Math.max(readTo, assembler.position());
    unfinished = assembler.unfinished();
    atLeast(readTo);
  }

  private void endGroups(Lines lines) {
    if (assembler.lineStart() == state().flush()) {
      assembler.flush(lines);
    }
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
    if (cut == position && assembler.unfinished()) {
      return cut;
    }
    long flush = state().flush();
    return Math.min(
        cut > position ? cut : Long.MAX_VALUE, flush > position ? flush : Long.MAX_VALUE);
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
    if (encoding == null) {
      decideEncoding(file);
    }
    return file;
  }

  /** Looks at the first bytes, and again as long as there is only one. */
  private void decideEncoding(FileChannel file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(2);
    file.read(head, 0);
    Encoding decided =
        settings().shape().encoding().decided(Arrays.copyOf(head.array(), head.position()));
    if (decided.width() != Encoding.Width.BYTES) {
      assembler = assemblerAt(assembler.resume(), decided);
    }
    encoding = head.hasRemaining() ? null : decided;
  }

  private Encoding encodingSoFar() {
    return encoding == null ? settings().shape().encoding() : encoding;
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
    long has = assembler.unfinished() ? assembler.position() : assembler.lineStart();
    assembler.finish(lines);
    unfinished = false;
    return Math.max(0, size() - has);
  }

  @Override
  public boolean readable() {
    if (replaced() || stopped() || state().finished()) {
      return false;
    }
    boolean cutHere = unfinished && state().cut() == readTo;
    return size() > readTo || cutHere || (grouped() && state().flush() == assembler.lineStart());
  }

  /** Remembers that nothing behind the last line was sent, so that it counts as acknowledged. */
  @Override
  public long unread() {
    return Math.min(super.unread(), Math.max(0, size() - settled()));
  }

  private long settled() {
    return state().inFlight() == 0 ? assembler.resume().offset() : 0;
  }

  @Override
  boolean grouped() {
    return assembler.grouped();
  }

  @Override
  public boolean awaitsCut() {
    return super.awaitsCut() || grouped();
  }

  /** Once the file is quiet, whole lines do not wait for others. */
  @Override
  public long flushDue(long now) {
    MultilineConfig multiline = settings().shape().multiline();
    boolean due =
        multiline != null
            && grouped()
            && !replaced()
            && !readable()
            && state().inFlight() == 0
            && stillFor(now) >= multiline.timeout().toMillis();
    return due ? assembler.lineStart() : SavedSource.NO_CUT;
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
    // A group is small and soon sent.
    if (!grouped()) {
      assembler = assemblerAt(assembler.resume(), encodingSoFar());
    }
  }
}
