package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildMain;
import dev.tailrace.testing.child.ChildServer;
import dev.tailrace.testing.child.ServerStartException;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A Kafka node, broker and controller in one, in this JVM. */
final class KafkaNode implements ChildServer {
  private final KafkaRaftServer server;
  private final int port;

  private KafkaNode(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Runs a node until the parent process ends.
   *
   * @param arguments the data folder and the port
   */
  public static void main(String[] arguments) {
    ChildMain.run(() -> start(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
  }

  static KafkaNode start(Path dataDir, int wantedPort) {
    int port = wantedPort == 0 ? Ports.choose() : wantedPort;
    try {
      Path logs = KafkaStorage.format(dataDir);
      if (StaleBroker.isIn(logs)) {
        StaleBroker.fence(logs);
      }
      KafkaConfig config = new KafkaConfig(KafkaSettings.of(logs, port, Ports.choose()), false);
      return new KafkaNode(started(new KafkaRaftServer(config, Time.SYSTEM)), port);
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
