package dev.tailrace.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of this machine. */
final class Programs {
  private static final String SYSTEM = "/usr/sbin";
  private static final int STOP_SECONDS = 20;

  private Programs() {}

  static boolean installed(String name) {
    return find(name).isPresent();
  }

  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SYSTEM;
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** rsyslogd in the foreground, with a configuration, its process id kept in a folder. */
  static List<String> rsyslogd(Path configuration, Path directory) {
    return List.of(
        find("rsyslogd").orElseThrow().toString(),
        "-n",
        "-f",
        configuration.toString(),
        "-i",
        directory.resolve("pid").toString());
  }

  /** Ends a program, in good order if it does so in time. */
  static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
