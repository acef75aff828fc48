package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildJvm;
import dev.tailrace.testing.child.ChildSpec;
import dev.tailrace.testing.child.JvmOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An S3 endpoint, in a JVM of its own, that ends with this one. Address buckets by path; any
 * credentials and any region will do.
 */
public final class EmbeddedS3 implements AutoCloseable {
  static final String NAME = "S3";

  private static final int HEAP_MEGABYTES = 256;
  private static final Duration START_WITHIN = Duration.ofMinutes(2);

  private final ChildJvm child;

  private EmbeddedS3(ChildJvm child) {
    this.child = child;
  }

  /** Starts an endpoint that is quick to start, with 256 MiB of heap. */
  public static EmbeddedS3 start(Path dataDir, int port, String bucket) {
    return start(dataDir, port, bucket, JvmOptions.fastStart(HEAP_MEGABYTES));
  }

  /**
   * Starts an endpoint and returns when it answers.
   *
   * @param dataDir where it keeps its data and its log; started there again it has its objects
   * @param port of its HTTP API, 0 for a free one
   * @param bucket created unless it exists
   * @throws dev.tailrace.testing.child.ServerStartException if the port is in use or it does not
   *     become ready
   */
  public static EmbeddedS3 start(Path dataDir, int port, String bucket, JvmOptions jvm) {
    ChildJvm.awaitPrevious(NAME, dataDir);
    Ports.requireFree(NAME, port);
    return new EmbeddedS3(ChildJvm.start(spec(dataDir.toAbsolutePath(), port, bucket, jvm)));
  }

  private static ChildSpec spec(Path dataDir, int port, String bucket, JvmOptions jvm) {
    return new ChildSpec(
        NAME,
        dataDir,
        ServerClassPath.of("s3"),
        "dev.tailrace.testing.s3.S3Server",
        List.of(dataDir.toString(), Integer.toString(port), bucket),
        jvm,
        START_WITHIN);
  }

  /** The endpoint, without a slash at the end. */
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
