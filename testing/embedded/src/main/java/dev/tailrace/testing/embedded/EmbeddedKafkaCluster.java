package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildJvm;
import dev.tailrace.testing.child.JvmOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A real Kafka of several nodes on loopback, each broker and controller in a JVM of its own.
 * Everything has up to three replicas, of which all but one must be in sync for a write. For tests:
 * what it stored is not meant to be found again.
 */
public final class EmbeddedKafkaCluster implements AutoCloseable {
  private final List<ChildJvm> nodes;

  private EmbeddedKafkaCluster(List<ChildJvm> nodes) {
    this.nodes = nodes;
  }

  /**
   * Starts the nodes side by side and returns when each takes requests.
   *
   * @param dataDir each node has a new folder in it
   * @param nodes how many, from 1; with 3 one may fail
   * @throws dev.tailrace.testing.child.ServerStartException if one does not start; none is left
   */
  public static EmbeddedKafkaCluster start(Path dataDir, int nodes) {
    SideBySide starting = new SideBySide();
    List<CompletableFuture<ChildJvm>> started =
        ClusterNode.together(nodes).stream().map(node -> start(starting, dataDir, node)).toList();
    starting.awaitAllOrClose(started);
    return new EmbeddedKafkaCluster(started.stream().map(CompletableFuture::join).toList());
  }

  private static CompletableFuture<ChildJvm> start(
      SideBySide starting, Path dataDir, ClusterNode node) {
    String name = "node-" + node.id();
    JvmOptions jvm = JvmOptions.fastStart(EmbeddedKafka.HEAP_MEGABYTES);
    return starting.run(
        name + "-start", () -> ChildJvm.start(KafkaNode.child(dataDir.resolve(name), node, jvm)));
  }

  /** For a client's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
  }

  /** Kills a node, as power failures kill, and returns when it has ended. */
  public void kill(int node) {
    nodes.get(node).kill();
  }

  /** Kills all: a node that ends in order asks the others, of which the last has none to ask. */
  @Override
  public void close() {
    nodes.forEach(ChildJvm::kill);
  }
}
