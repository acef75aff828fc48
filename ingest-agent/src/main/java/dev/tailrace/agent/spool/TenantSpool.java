package dev.tailrace.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of one tenant. One thread calls everything but {@link #reserve}. */
final class TenantSpool {
  private static final Logger LOG = LoggerFactory.getLogger(TenantSpool.class);

  /** Left for others, the agent's checkpoint before all. */
  private static final long SPARE_BYTES = 1 << 20;

  private static final int PROBE_BYTES = 4096;

  private final String name;
  private final Path directory;
  private final SpoolFiles files;
  private final Disk disk;
  private final SpoolSettings settings;
  private final long share;
  private final AtomicLong queued = new AtomicLong();
  private final Deque<SealedSegment> sealed = new ArrayDeque<>();
  private @Nullable OpenSegment current;
  private long lastSequence;
  private long lastAppend;
  private volatile long stored;
  private volatile long lastFull;

  TenantSpool(String name, SpoolFiles files, Disk disk, SpoolSettings settings, long share)
      throws IOException {
    this.name = name;
    this.directory = files.tenant(name);
    this.files = files;
    this.disk = disk;
    this.settings = settings;
    this.share = share;
  }

  String name() {
    return name;
  }

  long share() {
    return share;
  }

  long bytes() {
    return stored;
  }

  /**
   * When the oldest segment was begun, in milliseconds since 1970; {@code now} if there is none.
   */
  long oldest(long now) {
    SealedSegment first = sealed.peekFirst();
    OpenSegment open = current;
    if (first != null) {
      return first.createdAt();
    }
    return open == null || open.bytes() == 0 ? now : open.createdAt();
  }

  /**
   * Takes over what an earlier process left. To be called before the agent looks for files.
   *
   * @param saved how far the agent's saved checkpoint is in a file
   */
  void recover(ToLongFunction<Path> saved) throws IOException {
    for (Path segment : SpoolFiles.segments(directory)) {
      lastSequence = Math.max(lastSequence, SpoolFiles.sequence(segment));
      long size = Files.size(segment);
      // The agent can be ahead of a file that lost bytes which were not durable yet.
      if (size == 0 || saved.applyAsLong(segment) >= size) {
        files.retire(name, segment);
      } else {
        sealed.add(recover(segment, size));
      }
    }
    count();
  }

  private static SealedSegment recover(Path segment, long size) throws IOException {
    long modified = Files.getLastModifiedTime(segment).toMillis();
    long kept = SpoolFiles.dropTornLine(segment);
    if (kept < size) {
      LOG.atInfo()
          .addKeyValue("path", segment)
          .addKeyValue("bytes", size - kept)
          .log("dropped an unfinished line that nobody was told is stored");
    }
    return new SealedSegment(segment, kept, modified);
  }

  /** Whether the share has room for so many more bytes; if so they count at once. */
  boolean reserve(long more) {
    if (queued.addAndGet(more) + stored > share) {
      queued.addAndGet(-more);
      lastFull = System.currentTimeMillis();
      return false;
    }
    return true;
  }

  boolean full() {
    return queued.get() + stored >= share;
  }

  /** When lines did not fit last, in milliseconds since 1970. */
  long lastFull() {
    return lastFull;
  }

  /** Reserved bytes are in a file now, or will never be. */
  void settled(long less) {
    queued.addAndGet(-less);
    count();
  }

  private void count() {
    OpenSegment open = current;
    long inSealed = sealed.stream().mapToLong(SealedSegment::bytes).sum();
    stored = inSealed + (open == null ? 0 : open.bytes());
  }

  /** Appends the lines of several requests and returns when they are durable. */
  void append(List<byte[]> group, long now) throws IOException {
    long wanted = group.stream().mapToLong(lines -> lines.length).sum();
    if (disk.usable(directory) < wanted + SPARE_BYTES) {
      throw noSpace();
    }
    OpenSegment segment = segment(now);
    for (byte[] lines : group) {
      segment.append(lines);
    }
    lastAppend = now;
    sync(segment);
    if (segment.bytes() >= settings.segmentBytes()) {
      seal(segment);
    }
  }

  private OpenSegment segment(long now) throws IOException {
    OpenSegment segment = current;
    if (segment == null) {
      // Names are never used twice, also not after a restart with an empty spool: the agent's
      // checkpoint speaks of segments by name.
      lastSequence = Math.max(lastSequence + 1, TimeUnit.MILLISECONDS.toMicros(now));
      Path path = SpoolFiles.segment(directory, lastSequence);
      segment = new OpenSegment(path, disk.create(path), now);
      current = segment;
    }
    return segment;
  }

  /** A file whose sync failed cannot be trusted to become durable by another sync. */
  private void sync(OpenSegment segment) throws IOException {
    try {
      segment.force();
    } catch (IOException e) {
      seal(segment);
      throw e;
    }
  }

  private void seal(OpenSegment segment) {
    sealed.add(segment.seal());
    current = null;
  }

  /** Ends a line that the disk refused the end of. */
  void settle() throws IOException {
    OpenSegment segment = current;
    if (segment != null && segment.torn()) {
      segment.settle();
      sync(segment);
    }
  }

  /** Frees the space of what the agent has sent, and has saved that it has. */
  void sweep(ToLongFunction<Path> saved, long now) throws IOException {
    OpenSegment open = current;
    Duration still = Duration.ofMillis(now - lastAppend);
    if (open != null
        && !open.torn()
        && still.compareTo(settings.quiet()) >= 0
        && saved.applyAsLong(open.path()) >= open.bytes()) {
      seal(open);
    }
    while (!sealed.isEmpty() && done(sealed.getFirst(), saved)) {
      files.retire(name, sealed.getFirst().path());
      sealed.removeFirst();
    }
    count();
  }

  private static boolean done(SealedSegment segment, ToLongFunction<Path> saved) {
    return segment.bytes() == 0 || saved.applyAsLong(segment.path()) >= segment.bytes();
  }

  /**
   * Whether the disk takes something again.
   *
   * @throws IOException if it does not
   */
  void probe() throws IOException {
    settle();
    if (disk.usable(directory) < SPARE_BYTES) {
      throw noSpace();
    }
    Path file = directory.resolve(".probe");
    Files.deleteIfExists(file);
    try (Disk.Output output = disk.create(file)) {
      output.write(ByteBuffer.wrap(new byte[PROBE_BYTES]));
      output.force();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static IOException noSpace() {
    return new IOException("No space left on device");
  }

  void close() {
    OpenSegment segment = current;
    if (segment != null) {
      seal(segment);
    }
  }
}
