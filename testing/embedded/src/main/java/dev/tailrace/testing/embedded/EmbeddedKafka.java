package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildJvm;
import dev.tailrace.testing.child.JvmOptions;
import java.nio.file.Path;

/** A real single-node Kafka on loopback, in this JVM or in one of its own. */
public final class EmbeddedKafka implements AutoCloseable {
  static final String NAME = "Kafka";

  static final int HEAP_MEGABYTES = 512;

  private final int port;
  private final Runnable server;

  private EmbeddedKafka(int port, Runnable closeServer) {
    this.port = port;
    this.server = closeServer;
  }

  /**
   * Starts a node in this JVM and returns when it takes requests.
   *
   * @param dataDir where it keeps its logs; started there again it has its cluster id and topics,
   *     also after this JVM was killed
   * @param port of the broker, 0 for a free one
   * @throws dev.tailrace.testing.child.ServerStartException if the port is in use or it does not
   *     start
   */
  public static EmbeddedKafka start(Path dataDir, int port) {
    Ports.requireFree(NAME, port);
    KafkaNode node = KafkaNode.start(dataDir, ClusterNode.alone(port));
    return new EmbeddedKafka(node.port(), node::close);
  }

  /** Starts a node in a JVM of its own that is quick to start, with 512 MiB of heap. */
  public static EmbeddedKafka startInChild(Path dataDir, int port) {
    return startInChild(dataDir, port, JvmOptions.fastStart(HEAP_MEGABYTES));
  }

  /**
   * Starts a node in a JVM of its own, with the class path of this one, for measurements in which
   * it must not share a heap with what is measured.
   */
  public static EmbeddedKafka startInChild(Path dataDir, int port, JvmOptions jvm) {
    ChildJvm.awaitPrevious(NAME, dataDir);
    Ports.requireFree(NAME, port);
    ChildJvm child = ChildJvm.start(KafkaNode.child(dataDir, ClusterNode.alone(port), jvm));
    return new EmbeddedKafka(child.port(), child::close);
  }

  /** For a client's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.run();
  }
}
