package dev.tailrace.testing.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in a JVM of its own. It never outlives this one, not even when this one is killed: its
 * standard input is a pipe from here, and it closes at the end of it.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Duration PREVIOUS_ENDS_WITHIN = Duration.ofSeconds(40);

  private final String server;
  private final Process process;
  private final int port;

  private ChildJvm(String server, Process process, int port) {
    this.server = server;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the server and returns when it has announced its port.
   *
   * @throws ServerStartException if it ends before that or takes too long, naming its log and
   *     quoting the end of it; nothing is left running
   */
  public static ChildJvm start(ChildSpec spec) {
    try {
      Files.createDirectories(spec.directory());
      awaitPrevious(spec.server(), spec.directory());
      Process process = launch(spec);
      new PidFile(spec.directory()).write(process.toHandle());
      return new ChildJvm(spec.server(), process, awaitPort(spec, process));
    } catch (IOException e) {
      throw new ServerStartException(spec.server() + " could not be started: " + e, e);
    }
  }

  /**
   * Waits until the child of an earlier run, whose parent was killed, has let go of the folder.
   *
   * @throws ServerStartException if a process still holds it after 40 s
   */
  public static void awaitPrevious(String server, Path directory) {
    try {
      new PidFile(directory)
          .awaitEnd(PREVIOUS_ENDS_WITHIN)
          .ifPresent(
              other -> {
                throw new ServerStartException(
                    "%s already runs on %s as process %d; stop that first"
                        .formatted(server, directory, other.pid()));
              });
    } catch (IOException e) {
      throw new ServerStartException(server + " cannot use " + directory + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(server + ": interrupted before it was started", e);
    }
  }

  private static Process launch(ChildSpec spec) throws IOException {
    return new ProcessBuilder(spec.command())
        .directory(spec.directory().toFile())
        .redirectError(spec.log().toFile())
        .start();
  }

  private static int awaitPort(ChildSpec spec, Process process) {
    try {
      return announcement(spec.server(), process)
          .get(spec.startWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(spec, process, "ended before it was ready", e);
    } catch (TimeoutException e) {
      throw failed(
          spec, process, "was not ready within " + spec.startWithin().toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(spec, process, "was interrupted while it started", e);
    }
  }

  /** Reads on a thread of its own, as a pipe cannot be read with a timeout. */
  private static CompletableFuture<Integer> announcement(String server, Process process) {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, port), server + "-handshake");
    reader.setDaemon(true);
    reader.start();
    return port;
  }

  private static void read(Process process, CompletableFuture<Integer> port) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      if (line == null || !line.startsWith(ChildMain.READY)) {
        throw new IOException("The handshake was " + line);
      }
      port.complete(Integer.valueOf(line.substring(ChildMain.READY.length())));
    } catch (IOException | NumberFormatException e) {
      port.completeExceptionally(e);
    }
  }

  private static ServerStartException failed(
      ChildSpec spec, Process process, String how, Exception cause) {
    process.destroyForcibly();
    return new ServerStartException(
        "%s %s. Its log %s ends with:%n%s"
            .formatted(spec.server(), how, spec.log(), LogTail.of(spec.log())),
        cause);
  }

  /** The TCP port that the server answers on. */
  public int port() {
    return port;
  }

  /** The process that runs it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Kills the server and returns when it has ended. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets the server close in good order, for {@value ChildMain#CLOSE_SECONDS} s at most. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(ChildMain.CLOSE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      throw new IllegalStateException(server + " could not be told to close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
