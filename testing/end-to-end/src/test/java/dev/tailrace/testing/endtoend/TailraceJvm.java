package dev.tailrace.testing.endtoend;

import dev.tailrace.testing.child.SharedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, which can be killed as power failures kill. */
final class TailraceJvm implements AutoCloseable {
  private final Path output;
  private final List<String> command;
  private Process process;

  private TailraceJvm(Path output, List<String> command) throws IOException {
    this.output = output;
    this.command = command;
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /**
   * Starts {@code tailrace} with these arguments.
   *
   * @param output a file that gets what it prints, appended
   */
  static TailraceJvm start(Path output, String... arguments) throws IOException {
    return start(output, List.of("-cp", System.getProperty("java.class.path")), arguments);
  }

  /**
   * Starts it as often as a test likes to kill it.
   *
   * @param classes another process of them must have ended in order, or they do not help
   */
  static TailraceJvm start(Path output, SharedClasses classes, String... arguments)
      throws IOException {
    return start(output, classes.flags(), arguments);
  }

  private static TailraceJvm start(Path output, List<String> classPath, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(classPath);
    command.add("dev.tailrace.app.Tailrace");
    command.addAll(List.of(arguments));
    return new TailraceJvm(output, command);
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  /** Kills it with SIGKILL and starts it again. */
  void killAndRestart() throws IOException, InterruptedException {
    kill();
    restart();
  }

  /** Starts it again after it has ended. */
  void restart() throws IOException {
    process = launch();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Sends it a signal.
   *
   * @param name as {@code kill} knows it, without SIG
   */
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill -" + name + " ended with " + code);
    }
  }

  /** Asks it to end, as Ctrl-C does, and waits. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("did not end within 60 s of SIGTERM:\n" + printed());
    }
  }

  /** Waits for it to end by itself and returns the exit code. */
  int awaitExit(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + seconds + " s:\n" + printed());
    }
    return process.exitValue();
  }

  /** Whether it ends by itself within that time. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "(nothing: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
