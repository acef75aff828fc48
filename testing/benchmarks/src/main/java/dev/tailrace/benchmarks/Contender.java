package dev.tailrace.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** A shipper that may be installed, and how it is started. */
record Contender(String name, boolean available, Start start) {

  @FunctionalInterface
  interface Start {
    /**
     * @param directory empty, for whatever it needs
     */
    Shipper in(Path directory, RawTopicEnd topic) throws IOException, InterruptedException;
  }
}
