package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineAssembler;
import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.Lines;
import dev.tailrace.agent.lines.MultilineConfig;
import dev.tailrace.agent.lines.Resume;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream that can be read only once: standard input. A thread of its own waits for bytes;
 * when they are not taken, it stops reading, and so in the end does whoever writes.
 */
final class StreamTail implements Tail {
  static final String KEY = "stdin";

  private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);
  private static final int CHUNK = 64 << 10;
  private static final int CHUNKS = 16;
  private static final byte[] END = new byte[0];

  private final SourceState state;
  private final InputStream input;
  private final TailSettings settings;
  private LineAssembler assembler;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread thread;
  private long seen;
  private long quietSince;
  private boolean flushing;

  StreamTail(SourceState state, InputStream input, TailSettings settings) {
    this.state = state;
    this.input = input;
    this.settings = settings;
    this.assembler = assembler(settings.shape());
    this.thread = new Thread(this::pump, "tailrace-agent-stdin");
    // A read of standard input cannot be interrupted.
    thread.setDaemon(true);
    thread.start();
  }

  private LineAssembler assembler(LineShape shape) {
    return new LineAssembler(shape, settings.maxLine(), Resume.at(0), SavedSource.NO_CUT);
  }

  private void pump() {
    byte[] buffer = new byte[CHUNK];
    try {
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        if (count > 0) {
          chunks.put(Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("standard input ended with an error");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    end();
  }

  private void end() {
    try {
      chunks.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public LineShape shape() {
    return settings.shape();
  }

  @Override
  public SourceState state() {
    return state;
  }

  @Override
  public int read(byte[] buffer, Lines lines) {
    if (flushing) {
      assembler.flush(lines);
      flushing = false;
    }
    byte[] chunk = chunks.poll();
    if (chunk == null) {
      return 0;
    }
    if (chunk.length == 0) {
      assembler.finish(lines);
      state.finish();
    } else if (assembler.position() == 0) {
      LineShape shape = settings.shape();
      assembler = assembler(shape.encoded(shape.encoding().decided(chunk)));
    }
    assembler.feed(chunk, chunk.length, lines);
    return chunk.length;
  }

  /** Sends what has come of the last line: after a restart nobody could read the rest. */
  void cutShort(Lines lines) {
    assembler.finish(lines);
  }

  @Override
  public boolean readable() {
    return flushing || !chunks.isEmpty();
  }

  @Override
  public long unread() {
    return assembler.position() - state.offset();
  }

  /** Until its end more may always come. */
  @Override
  public boolean awaitsCut() {
    return !state.finished();
  }

  @Override
  public long cutDue(long now) {
    return SavedSource.NO_CUT;
  }

  /** Decides by itself: what cannot be read again cannot come out differently either. */
  @Override
  public long flushDue(long now) {
    if (assembler.position() != seen) {
      seen = assembler.position();
      quietSince = now;
    }
    MultilineConfig multiline = settings.shape().multiline();
    flushing |=
        multiline != null
            && assembler.grouped()
            && now - quietSince >= multiline.timeout().toMillis();
    return SavedSource.NO_CUT;
  }

  @Override
  public boolean quiet(long now) {
    return false;
  }

  @Override
  public boolean ended(long now) {
    return state.finished();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
