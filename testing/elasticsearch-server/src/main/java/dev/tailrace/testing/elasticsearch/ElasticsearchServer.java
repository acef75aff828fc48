package dev.tailrace.testing.elasticsearch;

import dev.tailrace.testing.child.ChildMain;
import dev.tailrace.testing.child.ChildServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.action.admin.cluster.health.ClusterHealthRequest;
import org.elasticsearch.action.admin.cluster.health.ClusterHealthResponse;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.ClassPathNode;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/** One Elasticsearch node on loopback over a data folder. */
public final class ElasticsearchServer implements ChildServer {
  private static final TimeValue READY_WITHIN = TimeValue.timeValueSeconds(60);
  private static final int CLOSE_SECONDS = 20;

  private final ClassPathNode node;

  private ElasticsearchServer(ClassPathNode node) {
    this.node = node;
  }

  /**
   * Runs a node until the parent process ends.
   *
   * @param arguments the data folder and the HTTP port, 0 for a free one
   */
  public static void main(String[] arguments) {
    ChildMain.run(() -> start(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
  }

  private static ElasticsearchServer start(Path home, int port)
      throws IOException, NodeValidationException {
    Path config = Files.createDirectories(home.resolve("config"));
    LogConfigurator.configureESLogging(); // before anything of the node asks for a logger
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            NodeSettings.of(home, port), Map.of(), config, () -> NodeSettings.NAME);
    ClassPathNode node =
        new ClassPathNode(environment, List.of(Netty4Plugin.class, RootPlugin.class));
    node.start();
    awaitReady(node);
    return new ElasticsearchServer(node);
  }

  /** After a restart an index answers 503 until its shards are recovered. */
  private static void awaitReady(ClassPathNode node) {
    ClusterHealthRequest request =
        new ClusterHealthRequest(READY_WITHIN)
            .waitForYellowStatus()
            .waitForNoInitializingShards(true)
            .timeout(READY_WITHIN);
    ClusterHealthResponse health = node.client().admin().cluster().health(request).actionGet();
    if (health.isTimedOut()) {
      throw new IllegalStateException("Not recovered within " + READY_WITHIN + ": " + health);
    }
  }

  @Override
  public int port() {
    return node.httpPort();
  }

  @Override
  public void close() throws IOException {
    node.close();
    try {
      node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
