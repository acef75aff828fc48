package dev.tailrace.agent;

import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Line;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's work: look for files, read, send, save. {@link #pass} does a little of each. One
 * thread calls everything but {@link #status}, {@link #problem} and {@link #follow}.
 */
final class Follower {
  private static final int BUFFER = 1 << 20;
  private static final long REFRESH_MILLIS = 50;
  private static final long REST_MILLIS = 20;
  private static final long LONG_REST_MILLIS = 200;
  private static final long PUBLISH_ALL_MILLIS = 1_000;

  /** To open one of them again means to decompress it again from its beginning. */
  private static final int COMPRESSED_AT_ONCE = 4;

  private final Discovery discovery;
  private final Sources sources;
  private final LineSink sink;
  private final Saver saver;
  private final Redaction redaction;
  private final AgentMetrics metrics;
  private final OpenFiles openFiles;
  private final byte[] buffer = new byte[BUFFER];
  private long nextRefresh;
  private long nextPublication;
  private int linesRead;
  private long nextFullPublication;
  private volatile AgentStatus status = AgentStatus.NOTHING_YET;
  private volatile int awake;
  private volatile @Nullable String troubles;
  private volatile @Nullable Inputs changedInputs;

  Follower(
      OpenFiles openFiles,
      Discovery discovery,
      Sources sources,
      LineSink sink,
      Saver saver,
      Redaction redaction,
      AgentMetrics metrics) {
    this.discovery = discovery;
    this.sources = sources;
    this.sink = sink;
    this.saver = saver;
    this.redaction = redaction;
    this.metrics = metrics;
    this.openFiles = openFiles;
  }

  AgentStatus status() {
    return status;
  }

  /** Why some directories are not watched; null if all are. */
  @Nullable String unwatched() {
    return discovery.problem();
  }

  /** How many sources had its attention in the last pass. */
  int awake() {
    return awake;
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
    applyChanges();
    discovery.run(now);
    if (now >= nextRefresh && sink.ready()) {
      nextRefresh = now + REFRESH_MILLIS;
      sources.dropEnded(now);
      sources.awake().letQuietSleep(now);
      sources.awake().all().forEach(tail -> refresh(tail, now));
    }
    sources.awake().all().forEach(tail -> redaction.resume(tail.state(), tail.shape()));
    renewReplaced(now);
    boolean cutsDecided = decideCuts(now);
    if (sources.takeGrown()) {
      saver.changed();
    }
    boolean mustSave = sources.takeChanged() || cutsDecided;
    boolean safe = mustSave ? saver.saveNow(now) : saver.saveIfDue(now);
    boolean busy = safe && readAll(now);
    if (!busy || now >= nextPublication) {
      publish(now);
      nextPublication = now + REFRESH_MILLIS;
    }
    return busy;
  }

  /** From now on follows what these inputs say. Any thread may call it. */
  void follow(Inputs inputs) {
    changedInputs = inputs;
  }

  private void applyChanges() {
    Inputs inputs = changedInputs;
    if (inputs != null) {
      changedInputs = null;
      sources.reconfigure(inputs);
      discovery.soon();
    }
  }

  private void acknowledged(
      SourceState source, @Nullable ContainerStream stream, long next, int lines) {
    sources.acknowledged(source, stream, next, lines);
    metrics.linesAcknowledged.inc(lines);
    saver.changed();
  }

  private void refresh(Tail tail, long now) {
    if (tail instanceof FileTail file && !file.replaced() && !failing(file)) {
      try {
        boolean allowed = file.open() || openFiles.room();
        if (!file.open() && allowed) {
          openFiles.beforeReading(file);
        }
        if (allowed && file.refresh(now)) {
          saver.changed();
        }
      } catch (IOException e) {
        failed(file, e, now);
      }
    }
  }

  private boolean failing(Tail tail) {
    return tail instanceof DiskTail disk && sources.troubles().has(disk.path());
  }

  /** Deleted ones first: the copy of a truncated one may have the inode of a deleted one. */
  private void renewReplaced(long now) {
    List<Path> again = new ArrayList<>();
    for (Loss reason : List.of(Loss.DELETED, Loss.TRUNCATED)) {
      for (Tail tail : sources.awake().all()) {
        if (tail instanceof DiskTail disk && disk.loss() == reason) {
          again.add(disk.foundAt());
          sources.renew(disk, (from, line) -> send(from, line, now), now);
        }
      }
    }
    if (linesRead > 0) {
      countLines();
    }
    for (Path path : again) {
      sources.look(path, now);
      discovery.soon();
    }
  }

  private boolean decideCuts(long now) {
    boolean decided = false;
    for (Tail tail : sources.awake().all()) {
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
      sources.awake().served(tail);
    }
    return busy;
  }

  private List<Tail> readable() {
    List<Tail> readable = new ArrayList<>();
    int compressed = 0;
    for (Tail tail : sink.ready() ? sources.awake().all() : List.<Tail>of()) {
      if (tail.readable() && !failing(tail)) {
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
      countLines();
      return count > 0 || (tail instanceof DiskTail disk && disk.replaced());
    } catch (IOException e) {
      failed((DiskTail) tail, e, now);
      return false;
    }
  }

  private void countLines() {
    metrics.linesRead.inc(linesRead);
    linesRead = 0;
  }

  private void send(Tail tail, Line line, long now) {
    linesRead++;
    Line clean = redaction.clean(tail.state(), tail.shape(), line);
    Line limited = clean.limited(sources.maxLine());
    if (limited.truncated()) {
      metrics.truncatedLines.inc();
    }
    tail.state().sent(limited);
    sink.send(tail.state(), limited, now);
  }

  private void failed(DiskTail tail, IOException reason, long now) {
    if (reason instanceof NoSuchFileException) {
      sources.missing(tail, now);
    } else {
      sources.troubles().add(tail.path(), reason);
    }
  }

  private void publish(long now) {
    List<Tail> awake = sources.awake().all();
    long unread = sources.awake().unread();
    boolean idle =
        discovery.checkedAt() > 0
            && sink.inFlight() == 0
            && sources.troubles().summary() == null
            && awake.stream().noneMatch(Follower::hasMore);
    this.awake = awake.size();
    int files = sources.tails().size();
    Instant checkedAt = Instant.ofEpochMilli(discovery.checkedAt());
    status = new AgentStatus(files, sources.lines(), sources.bytes(), unread, idle, checkedAt);
    troubles = sources.troubles().summary();
    metrics.files.set(files);
    metrics.unreadBytes.set((double) unread);
    if (now >= nextFullPublication) {
      nextFullPublication = now + PUBLISH_ALL_MILLIS;
      metrics.openFiles.set(openFiles.count());
      metrics.watchedDirectories.set(discovery.watchedDirectories());
      metrics.deletedUnreadBytes.set((double) sources.deletedUnread());
      metrics.fileLags.set(awake);
    }
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
    publish(now);
    return sink.inFlight() == 0;
  }

  private void drain(StreamTail stream, long now) {
    while (stream.readable() && sink.ready()) {
      read(stream, now);
    }
    if (!stream.readable()) {
      stream.cutShort(line -> send(stream, line, now));
      countLines();
    }
  }

  /**
   * Waits a little for acknowledgements, or for somebody who wakes the sink; longer while there is
   * nothing to do until a file changes.
   */
  void rest() {
    boolean asleep = awake == 0 && sink.inFlight() == 0 && discovery.awaitChanges();
    sink.poll(this::acknowledged, asleep ? LONG_REST_MILLIS : REST_MILLIS);
  }

  void saveLast(long now) {
    saver.saveNow(now);
  }

  void close() {
    discovery.close();
    sources.close();
  }
}
