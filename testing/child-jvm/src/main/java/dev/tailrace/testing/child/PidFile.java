package dev.tailrace.testing.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which process last ran on a data folder. A killed parent's child takes a moment to close; whoever
 * starts on the same folder meanwhile has to wait for it. The start time tells it from a later
 * process with the same id.
 */
final class PidFile {
  private final Path file;

  PidFile(Path directory) {
    file = directory.resolve("server.pid");
  }

  void write(ProcessHandle process) throws IOException {
    Files.writeString(file, process.pid() + " " + started(process), StandardCharsets.UTF_8);
  }

  /**
   * Waits for the process to end.
   *
   * @return empty when there is none any more, or else the one that still runs
   */
  Optional<ProcessHandle> awaitEnd(Duration within) throws IOException, InterruptedException {
    Optional<ProcessHandle> running = running();
    if (running.isPresent()) {
      try {
        running.get().onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return running;
      }
    }
    return Optional.empty();
  }

  private Optional<ProcessHandle> running() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(file, StandardCharsets.UTF_8).split(" ", 2);
    if (parts.length < 2 || !parts[0].matches("\\d{1,18}")) {
      return Optional.empty(); // cut short by a crash
    }
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(process -> started(process).equals(parts[1]));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
