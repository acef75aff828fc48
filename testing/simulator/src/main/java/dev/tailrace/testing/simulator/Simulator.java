package dev.tailrace.testing.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A simulated CI platform. In its directory it writes the logs of the platform's services to {@code
 * services/<service>.log}, and what jobs print to {@code jobs/<org>/<repo>/<run>/<job>.log}.
 *
 * <p>Several sessions may follow each other in one directory, but only one may be at work in it.
 */
public final class Simulator implements AutoCloseable {
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long STOP_MILLIS = 20_000;

  private final SimulatorConfig config;
  private final Books books = new Books();
  private final WrittenFiles files;
  private final TruthFile truthFile;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean finished;
  private volatile @Nullable Throwable failure;
  private @Nullable ServiceLogs logs;
  private @Nullable Platform platform;
  private long flushedAt = System.nanoTime();

  public Simulator(SimulatorConfig config) {
    this.config = config;
    this.files = new WrittenFiles(config.directory());
    this.truthFile = new TruthFile(config.directory());
    this.thread = new Thread(this::run, "simulator");
    thread.setDaemon(true);
  }

  /**
   * Takes over what earlier sessions left and begins to write.
   *
   * @throws UncheckedIOException if the directory cannot be read or written
   */
  public void start() {
    try {
      Files.createDirectories(config.directory());
      files.finishLastLines();
      books.add(takeOver());
      Session session = Session.next(config.directory());
      logs = new ServiceLogs(config, books);
      platform = new Platform(config, session, logs, books);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.start();
  }

  private Truth takeOver() throws IOException {
    Truth kept = truthFile.read(files.bytes()).orElse(null);
    return kept == null ? files.recount() : kept;
  }

  /**
   * Whether all jobs are done and every line is in its file. An endless simulation finishes only by
   * {@link #close()}.
   *
   * @throws IllegalStateException if it could not go on, for example because the disk is full
   */
  public boolean finished() {
    if (failure != null) {
      throw new IllegalStateException("the simulator failed", failure);
    }
    return finished;
  }

  /** What happened so far, in all sessions in this directory. */
  public Truth truth() {
    return books.truth();
  }

  /** Lets the runs under way come to their end, writes every line out, and stops. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (ServiceLogs open = Objects.requireNonNull(logs)) {
      work(Objects.requireNonNull(platform), open);
    } catch (IOException | RuntimeException e) {
      failure = e;
      return;
    }
    try {
      truthFile.write(books.truth(), files.bytes());
      finished = true;
    } catch (IOException e) {
      failure = e;
    }
  }

  private void work(Platform at, ServiceLogs open) throws IOException {
    at.open();
    long begin = System.nanoTime();
    double nanosPerJob = TimeUnit.SECONDS.toNanos(1) / config.jobsPerSecond();
    for (long done = 0; at.completeJob(); done++) {
      pause(begin + (long) ((done + 1) * nanosPerJob), open);
      if (stopping) {
        at.stopAccepting();
      }
    }
    at.shut();
  }

  /** Waits until then, at most until the end is asked for; what is written is flushed meanwhile. */
  private void pause(long until, ServiceLogs open) throws IOException {
    long now = System.nanoTime();
    while (!stopping && until - now > 0) {
      flush(now, open);
      LockSupport.parkNanos(this, Math.min(until - now, FLUSH_NANOS));
      now = System.nanoTime();
    }
    flush(now, open);
  }

  private void flush(long now, ServiceLogs open) throws IOException {
    if (now - flushedAt >= FLUSH_NANOS) {
      open.flush();
      flushedAt = now;
    }
  }
}
