package dev.tailrace.testing.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder of a node: formatted once, and found again with its cluster id and its topics. */
final class KafkaStorage {
  private KafkaStorage() {}

  static Path format(Path dataDir, ClusterNode node) throws Exception {
    Path logs = dataDir.toAbsolutePath().resolve("logs");
    if (Files.notExists(logs.resolve("meta.properties"))) {
      Files.createDirectories(logs);
      new Formatter()
          .setClusterId(node.clusterId())
          .setNodeId(node.id())
          .addDirectory(logs.toString())
          .setMetadataLogDirectory(logs.toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    }
    return logs;
  }
}
