package dev.tailrace.benchmarks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A shipper that runs all the time and is measured from the moment a file appears. */
final class Daemon implements Shipper {
  private final Process process;
  private final Path output;
  private final Path in;
  private final long bytes;
  private int files;

  private Daemon(Process process, Path output, Path in, long bytes) {
    this.process = process;
    this.output = output;
    this.in = in;
    this.bytes = bytes;
  }

  /**
   * @param in where it looks for files that end in .log
   * @param bytes of each file
   */
  static Daemon start(List<String> command, Path directory, Path in, long bytes)
      throws IOException {
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TAILRACE_BUILD", "never");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new Daemon(process, output, in, bytes);
  }

  boolean alive() {
    return process.isAlive();
  }

  double cpuSeconds() throws IOException {
    return ProcessTimes.cpuSeconds(process.pid());
  }

  double residentMegabytes() throws IOException {
    return ProcessTimes.residentMegabytes(process.pid());
  }

  @Override
  public Cost ship(Path file, RawTopicEnd topic) throws IOException, InterruptedException {
    Path there = in.resolve(files++ + ".log");
    Path hidden = copy(file, in.resolve("hidden"));
    long before = topic.records();
    double cpu = cpuSeconds();
    long begun = System.nanoTime();
    Files.move(hidden, there);
    try {
      topic.await(before, process::isAlive);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "; it said: " + said(), e);
    }
    double wall = (System.nanoTime() - begun) / 1e9;
    Cost cost = new Cost(bytes, cpuSeconds() - cpu, wall);
    Files.delete(there);
    return cost;
  }

  /** On the disk, so that its writing does not disturb what is measured. */
  private static Path copy(Path file, Path to) throws IOException {
    Files.copy(file, to);
    try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return to;
  }

  private String said() throws IOException {
    String all = Files.readString(output);
    return all.substring(Math.max(0, all.length() - 2_000));
  }

  @Override
  public void close() {
    Programs.stop(process);
  }
}
