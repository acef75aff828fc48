package dev.tailrace.benchmarks;

import dev.tailrace.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * kcat, which does nothing but send the lines of a file: the least that a program can do. Its cost
 * is that of its whole life.
 *
 * @see <a href="https://github.com/edenhill/kcat">kcat</a>
 */
record KcatShipper(long bytes) implements Shipper {
  private static final String SCRIPT =
      "kcat -P -l -q -b \"$1\" -t \"$2\" -z lz4 -X batch.size=262144 -X linger.ms=10 -X acks=all"
          + " -X queue.buffering.max.kbytes=65536 \"$3\" || exit 1; cat /proc/$$/stat";

  static Contender contender(long bytes) {
    return new Contender(
        "kcat", Programs.installed("kcat"), (directory, topic) -> new KcatShipper(bytes));
  }

  @Override
  public Cost ship(Path file, RawTopicEnd topic) throws IOException, InterruptedException {
    long before = topic.records();
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                SCRIPT,
                "kcat",
                topic.bootstrapServers(),
                Topics.RAW.name(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String stat = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    double wall = (System.nanoTime() - begun) / 1e9;
    if (process.waitFor() != 0) {
      throw new IllegalStateException("kcat failed with " + process.exitValue());
    }
    topic.await(before, () -> true);
    return new Cost(bytes, ProcessTimes.cpuSecondsOfChildren(stat), wall);
  }

  @Override
  public void close() {
    // it ends by itself
  }
}
