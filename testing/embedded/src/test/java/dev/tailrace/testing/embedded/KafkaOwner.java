package dev.tailrace.testing.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that runs Kafka in itself, tells the port, and waits to be killed. */
public final class KafkaOwner {
  private KafkaOwner() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(EmbeddedKafka.start(Path.of(arguments[0]), 0).port());
    Thread.sleep(Long.MAX_VALUE);
  }

  static Process launch(Path directory) throws IOException {
    return TestJvm.launch(KafkaOwner.class, directory);
  }
}
