package dev.tailrace.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to look for files: at one file when the system says that it has changed, at all of
 * them now and then. Looking at all of them takes a small part of the time however many they are;
 * only where the system may not know of changes they are found within a second all the same.
 */
final class Discovery implements AutoCloseable {
  /** Between looks at everything, in times of what one takes. */
  private static final int RARELY = 200;

  private static final int SOON = 10;
  private static final int OFTEN = 4;
  private static final long LONGEST_MILLIS = 10_000;
  private static final long LONGEST_UNWATCHED_MILLIS = 900;
  private static final long SHORTEST_MILLIS = 20;

  private final FileFinder finder;
  private final Sources sources;
  private final DirectoryWatch watch;
  private final Duration interval;
  private final LongSupplier nanos;
  private boolean wanted = true;
  private long earliest;
  private long next;
  private long checkedAt;

  /**
   * @param nanos measures what a look takes
   */
  Discovery(
      FileFinder finder,
      Sources sources,
      DirectoryWatch watch,
      Duration interval,
      LongSupplier nanos) {
    this.finder = finder;
    this.sources = sources;
    this.watch = watch;
    this.interval = interval;
    this.nanos = nanos;
  }

  /** When the last look at everything began, in milliseconds since 1970; 0 before the first. */
  long checkedAt() {
    return checkedAt;
  }

  int watchedDirectories() {
    return watch.count();
  }

  @Nullable String problem() {
    return watch.problem();
  }

  /** Asks for a look at everything as soon as that is due. */
  void soon() {
    wanted = true;
  }

  /** Whether there is nothing to look for, and a wait from now on ends when that changes. */
  boolean awaitChanges() {
    return !wanted && watch.complete() && watch.await();
  }

  /** Looks at what is due now. */
  void run(long now) {
    DirectoryWatch.Changes changes = watch.take();
    changes.changed().forEach(path -> look(path, now));
    wanted |= changes.more() || changes.vanished().stream().anyMatch(finder.inputs()::means);
    if (now >= next || (wanted && now >= earliest)) {
      lookAtAll(now);
    }
  }

  private void look(Path path, long now) {
    if (Files.isDirectory(path)) {
      wanted = true;
    } else {
      sources.look(path, now);
    }
  }

  private void lookAtAll(long now) {
    long begun = nanos.getAsLong();
    checkedAt = now;
    sources.update(finder.find(), now);
    wanted = watch.follow(finder.directories());
    long took = Duration.ofNanos(nanos.getAsLong() - begun).toMillis();
    earliest = now + Math.max(SHORTEST_MILLIS, took * SOON);
    long pause =
        watch.complete()
            ? Math.min(took * RARELY, LONGEST_MILLIS)
            : Math.min(took * OFTEN, LONGEST_UNWATCHED_MILLIS);
    next = now + Math.max(interval.toMillis(), pause);
  }

  @Override
  public void close() {
    watch.close();
  }
}
