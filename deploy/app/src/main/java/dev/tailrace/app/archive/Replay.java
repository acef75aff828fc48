package dev.tailrace.app.archive;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads objects and gives the events that are wanted to a target. */
final class Replay {
  private final ArchiveReader reader;
  private final ArchiveQuery query;
  private final ReplayTarget target;
  private final ReadingProgress progress;
  private final Consumer<String> problems;
  private long unreadable;

  /**
   * @param problems is told where a line is no event
   */
  Replay(
      ArchiveReader reader,
      ArchiveQuery query,
      ReplayTarget target,
      ReadingProgress progress,
      Consumer<String> problems) {
    this.reader = reader;
    this.query = query;
    this.target = target;
    this.progress = progress;
    this.problems = problems;
  }

  /** Carries what a target throws out of the reading of an object. */
  private static final class TargetFailedException extends RuntimeException {
    TargetFailedException(Exception cause) {
      super(cause);
    }
  }

  /**
   * Replays an object, which can be read.
   *
   * @throws SinkUnavailableException if the target takes no more
   */
  void replay(ArchiveEntry entry) throws SinkUnavailableException, InterruptedException {
    try {
      reader.forEachLine(entry.object(), line -> replay(entry, line));
      progress.objectRead(entry.object().size());
    } catch (TargetFailedException e) {
      if (e.getCause() instanceof SinkUnavailableException unavailable) {
        throw unavailable;
      }
      Thread.currentThread().interrupt();
      throw new InterruptedException();
    }
  }

  private void replay(ArchiveEntry entry, byte[] line) {
    Optional<LogEvent> event = Archives.event(line);
    if (event.isEmpty()) {
      unreadable++;
      problems.accept("a line of " + entry.object().key() + " is no event");
    } else if (query.matches(event.get())) {
      add(entry.category(), event.get(), line);
      progress.event();
    }
  }

  private void add(Category category, LogEvent event, byte[] line) {
    try {
      target.add(category, event, line);
    } catch (SinkUnavailableException | InterruptedException e) {
      throw new TargetFailedException(e);
    }
  }

  /** How many lines were no events. */
  long unreadable() {
    return unreadable;
  }
}
