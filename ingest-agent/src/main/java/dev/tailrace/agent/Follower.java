package dev.tailrace.agent;

import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's work: look for files, read, send, save. {@link #pass} does a little of each. One
 * thread calls everything but {@link #status} and {@link #problem}.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int BUFFER = 1 << 20;
  private static final long REFRESH_MILLIS = 50;

  /** To open one of them again means to decompress it again from its beginning. */
  private static final int COMPRESSED_AT_ONCE = 4;

  private final AgentConfig config;
  private final FileFinder finder;
  private final Sources sources;
  private final LineSink sink;
  private final Saver saver;
  private final Redaction redaction;
  private final AgentMetrics metrics;
  private final OpenFiles openFiles;
  private final byte[] buffer = new byte[BUFFER];
  private long nextDiscovery;
  private long nextRefresh;
  private long nextPublication;
  private long checkedAt;
  private int linesRead;
  private volatile AgentStatus status = AgentStatus.NOTHING_YET;
  private volatile @Nullable String troubles;

  Follower(
      AgentConfig config,
      FileFinder finder,
      Sources sources,
      LineSink sink,
      Saver saver,
      Redaction redaction,
      AgentMetrics metrics) {
    this.config = config;
    this.finder = finder;
    this.sources = sources;
    this.sink = sink;
    this.saver = saver;
    this.redaction = redaction;
    this.metrics = metrics;
    this.openFiles = new OpenFiles(config.maxOpenFiles());
  }

  AgentStatus status() {
    return status;
  }

  /** What keeps some file from being read or progress from being saved; null if nothing does. */
  @Nullable String problem() {
    String notSaved = saver.problem();
    return notSaved == null ? troubles : notSaved;
  }

  /**
   * Does what is due now.
   *
   * @param now milliseconds since 1970
   * @return whether there may be more to do at once
   */
  boolean pass(long now) {
    sink.poll(this::acknowledged, 0);
    if (now >= nextDiscovery) {
      checkedAt = now;
      nextDiscovery = now + config.discoveryInterval().toMillis();
      sources.update(finder.find(), now);
    } else if (now >= nextRefresh) {
      sources.tails().forEach(tail -> refresh(tail, now));
      nextRefresh = now + REFRESH_MILLIS;
    }
    boolean cutsDecided = decideCuts(now);
    boolean mustSave = sources.takeChanged() || cutsDecided;
    boolean safe = mustSave ? saver.saveNow(now) : saver.saveIfDue(now);
    boolean busy = safe && readAll(now);
    if (!busy || now >= nextPublication) {
      publish();
      nextPublication = now + REFRESH_MILLIS;
    }
    return busy;
  }

  private void acknowledged(
      SourceState source, @Nullable ContainerStream stream, long next, int lines) {
    source.acknowledged(stream, next, lines);
    metrics.linesAcknowledged.inc(lines);
    saver.changed();
  }

  private void refresh(Tail tail, long now) {
    if (tail instanceof FileTail file) {
      try {
        file.refresh(now);
      } catch (IOException e) {
        failed(file, e);
      }
    }
  }

  private boolean decideCuts(long now) {
    boolean decided = false;
    for (Tail tail : sources.tails()) {
      long cut = tail.cutDue(now);
      if (cut != SavedSource.NO_CUT && cut != tail.state().cut()) {
        tail.state().cutAt(cut);
        decided = true;
      }
      long flush = tail.flushDue(now);
      if (flush != SavedSource.NO_CUT && flush != tail.state().flush()) {
        tail.state().flushAt(flush);
        decided = true;
      }
    }
    return decided;
  }

  private boolean readAll(long now) {
    boolean busy = false;
    for (Tail tail : readable()) {
      if (!sink.ready()) {
        return false;
      }
      busy |= read(tail, now);
    }
    return busy;
  }

  private List<Tail> readable() {
    List<Tail> readable = new ArrayList<>();
    int compressed = 0;
    for (Tail tail : sources.tails()) {
      boolean failing = tail instanceof DiskTail disk && sources.troubles().has(disk.path());
      if (tail.readable() && !failing) {
        compressed += tail instanceof GzipTail ? 1 : 0;
        if (compressed <= COMPRESSED_AT_ONCE || !(tail instanceof GzipTail)) {
          readable.add(tail);
        }
      }
    }
    return readable;
  }

  private boolean read(Tail tail, long now) {
    try {
      if (tail instanceof DiskTail disk) {
        openFiles.beforeReading(disk);
      }
      int count = tail.read(buffer, line -> send(tail, line, now));
      metrics.bytesRead.inc(count);
      metrics.linesRead.inc(linesRead);
      linesRead = 0;
      if (tail instanceof DiskTail disk && disk.replaced()) {
        nextDiscovery = 0;
      }
      return count > 0;
    } catch (IOException e) {
      failed((DiskTail) tail, e);
      return false;
    }
  }

  private void send(Tail tail, Line line, long now) {
    linesRead++;
    Line clean = redaction.clean(tail.state(), tail.shape(), line);
    Line limited = clean.limited(config.maxLine().asInt());
    if (limited.truncated()) {
      metrics.truncatedLines.inc();
    }
    tail.state().sent(limited);
    sink.send(tail.state(), limited, now);
  }

  private void failed(DiskTail tail, IOException reason) {
    sources.troubles().add(tail.path(), reason);
    if (!tail.present() && !tail.open()) {
      // It was deleted while it was closed: nothing of it can be read any more.
      LOG.atWarn()
          .addKeyValue("source", tail.state().id())
          .addKeyValue("unread_bytes", tail.unread())
          .log("file was deleted before it was read to its end");
      tail.replace();
    }
  }

  private void publish() {
    long unread = sources.tails().stream().mapToLong(Tail::unread).sum();
    boolean idle =
        checkedAt > 0
            && sink.inFlight() == 0
            && sources.troubles().summary() == null
            && sources.tails().stream().noneMatch(Follower::hasMore);
    int files = sources.tails().size();
    status =
        new AgentStatus(
            files, sources.lines(), sources.bytes(), unread, idle, Instant.ofEpochMilli(checkedAt));
    troubles = sources.troubles().summary();
    metrics.files.set(files);
    metrics.unreadBytes.set((double) unread);
  }

  private static boolean hasMore(Tail tail) {
    boolean replaced = tail instanceof DiskTail disk && disk.replaced();
    return replaced || tail.readable() || tail.awaitsCut();
  }

  /**
   * Reads no more but what standard input has already given, which could not be read again.
   *
   * @return whether everything is acknowledged
   */
  boolean drained(long now) {
    sink.poll(this::acknowledged, 0);
    for (Tail tail : sources.tails()) {
      if (tail instanceof StreamTail stream) {
        drain(stream, now);
      }
    }
    publish();
    return sink.inFlight() == 0;
  }

  private void drain(StreamTail stream, long now) {
    while (stream.readable() && sink.ready()) {
      read(stream, now);
    }
    if (!stream.readable()) {
      stream.cutShort(line -> send(stream, line, now));
    }
  }

  /** Waits for acknowledgements, or for somebody who wakes the sink. */
  void rest(long millis) {
    sink.poll(this::acknowledged, millis);
  }

  void saveLast(long now) {
    saver.saveNow(now);
  }

  void close() {
    sources.close();
  }
}
