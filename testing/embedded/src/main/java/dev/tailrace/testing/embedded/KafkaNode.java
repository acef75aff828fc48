package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildMain;
import dev.tailrace.testing.child.ChildServer;
import dev.tailrace.testing.child.ChildSpec;
import dev.tailrace.testing.child.JvmOptions;
import dev.tailrace.testing.child.ServerStartException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A Kafka node, broker and controller in one, in this JVM. */
final class KafkaNode implements ChildServer {
  private static final Duration START_WITHIN = Duration.ofMinutes(2);

  private final KafkaRaftServer server;
  private final int port;

  private KafkaNode(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Runs a node until the parent process ends.
   *
   * @param arguments the data folder, and what {@link ClusterNode#toArguments} gave
   */
  public static void main(String[] arguments) {
    List<String> all = List.of(arguments);
    ClusterNode node = ClusterNode.fromArguments(all.subList(1, all.size()));
    ChildMain.run(() -> start(Path.of(all.get(0)), node));
  }

  /** The process of a node. */
  static ChildSpec child(Path dataDir, ClusterNode node, JvmOptions jvm) {
    List<String> arguments = new ArrayList<>(List.of(dataDir.toAbsolutePath().toString()));
    arguments.addAll(node.toArguments());
    return new ChildSpec(
        EmbeddedKafka.NAME,
        dataDir,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
        KafkaNode.class.getName(),
        arguments,
        jvm,
        START_WITHIN);
  }

  static KafkaNode start(Path dataDir, ClusterNode node) {
    try {
      Path logs = KafkaStorage.format(dataDir, node);
      if (node.isAlone() && StaleBroker.isIn(logs)) {
        StaleBroker.fence(logs, node);
      }
      KafkaConfig config = new KafkaConfig(KafkaSettings.of(logs, node), false);
      return new KafkaNode(started(new KafkaRaftServer(config, Time.SYSTEM)), node.port());
    } catch (Exception e) {
      throw new ServerStartException(
          "%s did not start on %s: %s".formatted(EmbeddedKafka.NAME, dataDir, e), e);
    }
  }

  private static KafkaRaftServer started(KafkaRaftServer server) {
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
