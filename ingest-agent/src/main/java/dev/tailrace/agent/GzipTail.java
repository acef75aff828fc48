package dev.tailrace.agent;

import dev.tailrace.agent.lines.Encoding;
import dev.tailrace.agent.lines.LineAssembler;
import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.Lines;
import dev.tailrace.agent.lines.Resume;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the content of a gzip file once, to its end. Offsets count decompressed bytes. Of a damaged
 * file what comes before the damage is sent; if it grows, for it may still be being written, it is
 * tried again.
 */
final class GzipTail extends DiskTail {
  private static final Logger LOG = LoggerFactory.getLogger(GzipTail.class);
  private static final int BUFFER = 64 << 10;

  private @Nullable InputStream stream;
  private LineAssembler assembler;
  private long damagedSize = -1;

  GzipTail(SourceState state, TailSettings settings, FoundFile file, long now) {
    super(state, settings, file, now);
    this.assembler = assemblerAt(state.resume(), settings.shape().encoding());
  }

  private LineAssembler assemblerAt(Resume resume, Encoding encoding) {
    LineShape shape = settings().shape().encoded(encoding);
    return new LineAssembler(shape, settings().maxLine(), resume, state().cut());
  }

  @Override
  public int read(byte[] buffer, Lines lines) throws IOException {
    if (assembler.position() == state().cut()) {
      complete(lines);
      return 0;
    }
    try {
      int count = opened().read(buffer, 0, wanted(buffer));
      if (count < 0) {
        complete(lines);
        return 0;
      }
      assembler.feed(buffer, count, lines);
      return count;
    } catch (EOFException | ZipException e) {
      damaged(e);
      return 0;
    }
  }

  private int wanted(byte[] buffer) {
    long toCut = state().cut() - assembler.position();
    return toCut > 0 ? (int) Math.min(buffer.length, toCut) : buffer.length;
  }

  private void complete(Lines lines) {
    assembler.finish(lines);
    state().finish();
    close();
  }

  private void damaged(IOException reason) {
    if (damagedSize < 0) {
      LOG.atWarn()
          .addKeyValue("source", state().id())
          .addKeyValue("path", path())
          .addKeyValue("reason", reason.getMessage())
          .addKeyValue("readable_bytes", assembler.position())
          .log("compressed file is damaged or not complete");
    }
    damagedSize = size();
    Closing.quietly(stream);
    stream = null;
  }

  private InputStream opened() throws IOException {
    InputStream open = stream;
    if (open == null) {
      // No buffer: one would lose what it has when what comes next is damaged.
      PushbackInputStream content =
          new PushbackInputStream(new GZIPInputStream(Files.newInputStream(path()), BUFFER), 2);
      open = content;
      stream = open;
      byte[] head = content.readNBytes(2);
      content.unread(head);
      Encoding encoding = settings().shape().encoding().decided(head);
      assembler = assemblerAt(assembler.resume(), encoding);
      open.skipNBytes(assembler.position());
    }
    return open;
  }

  @Override
  public boolean readable() {
    boolean stuck = damagedSize == size() && assembler.position() != state().cut();
    return !replaced() && !stopped() && !state().finished() && !stuck;
  }

  @Override
  boolean stillItself() throws IOException {
    Optional<Identity> now = state().identity().follow(path());
    now.ifPresent(state()::identity);
    return now.isPresent();
  }

  /** In compressed bytes, for nobody knows how many they would have been. */
  @Override
  long giveUp(Lines lines) {
    assembler.finish(lines);
    return state().finished() ? 0 : size();
  }

  @Override
  boolean unfinished() {
    return !state().finished();
  }

  @Override
  long position() {
    return assembler.position();
  }

  @Override
  Duration patience() {
    return settings().rotatedAfter();
  }

  /** A guess: nobody knows the decompressed size before the end. */
  @Override
  public long unread() {
    return state().finished() && state().inFlight() == 0 ? 0 : super.size();
  }

  @Override
  boolean open() {
    return stream != null;
  }

  @Override
  public void close() {
    Closing.quietly(stream);
    stream = null;
    assembler = assemblerAt(assembler.resume(), settings().shape().encoding());
  }
}
