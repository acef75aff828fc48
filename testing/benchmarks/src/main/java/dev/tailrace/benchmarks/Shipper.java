package dev.tailrace.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** A program that sends the lines of files to Kafka. */
interface Shipper extends AutoCloseable {

  /**
   * Sends a file, and returns when Kafka has acknowledged its last line.
   *
   * @return what that cost the program's processes
   */
  Cost ship(Path file, RawTopicEnd topic) throws IOException, InterruptedException;

  @Override
  void close();
}
