package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildJvm;
import dev.tailrace.testing.child.ChildSpec;
import dev.tailrace.testing.child.JvmOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real single-node Elasticsearch, in a JVM of its own, that ends with this one. */
public final class EmbeddedElasticsearch implements AutoCloseable {
  static final String NAME = "Elasticsearch";

  private static final int HEAP_MEGABYTES = 512;
  private static final Duration START_WITHIN = Duration.ofMinutes(2);

  private final ChildJvm child;

  private EmbeddedElasticsearch(ChildJvm child) {
    this.child = child;
  }

  /** Starts a node that is quick to start, with 512 MiB of heap. */
  public static EmbeddedElasticsearch start(Path dataDir, int port) {
    return start(dataDir, port, JvmOptions.fastStart(HEAP_MEGABYTES));
  }

  /**
   * Starts a node and returns when its cluster is at least yellow and no shard is initializing.
   *
   * @param dataDir where it keeps its data and its log; started there again it has its indices
   * @param port of its HTTP API, 0 for a free one
   * @throws dev.tailrace.testing.child.ServerStartException if the port is in use or it does not
   *     become ready
   */
  public static EmbeddedElasticsearch start(Path dataDir, int port, JvmOptions jvm) {
    ChildJvm.awaitPrevious(NAME, dataDir);
    Ports.requireFree(NAME, port);
    return new EmbeddedElasticsearch(ChildJvm.start(spec(dataDir.toAbsolutePath(), port, jvm)));
  }

  private static ChildSpec spec(Path dataDir, int port, JvmOptions jvm) {
    return new ChildSpec(
        NAME,
        dataDir,
        ServerClassPath.of("elasticsearch"),
        "dev.tailrace.testing.elasticsearch.ElasticsearchServer",
        List.of(dataDir.toString(), Integer.toString(port)),
        jvm,
        START_WITHIN);
  }

  /** The base of its HTTP API, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return child.port();
  }

  /** The process that it runs in, for tests that kill it. */
  public ProcessHandle process() {
    return child.process();
  }

  @Override
  public void close() {
    child.close();
  }
}
