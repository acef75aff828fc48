package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Kafka, Elasticsearch and S3 together, started and closed side by side. */
public final class EmbeddedServers implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final EmbeddedElasticsearch elasticsearch;
  private final EmbeddedS3 s3;

  private EmbeddedServers(EmbeddedKafka kafka, EmbeddedElasticsearch elasticsearch, EmbeddedS3 s3) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    this.s3 = s3;
  }

  /**
   * Starts all three; when one fails the others are closed again.
   *
   * @param dataDir each server has a folder of its own in it
   * @param bucket created unless it exists
   * @param progress told in a line when one has started, on the thread that started it
   * @throws dev.tailrace.testing.child.ServerStartException if a port is in use, which is found out
   *     before anything is started, or if a server does not start
   */
  public static EmbeddedServers start(
      Path dataDir, Ports ports, String bucket, Consumer<String> progress) {
    Path elasticsearchDir = dataDir.resolve("elasticsearch");
    Path s3Dir = dataDir.resolve("s3");
    ChildJvm.awaitPrevious(EmbeddedElasticsearch.NAME, elasticsearchDir);
    ChildJvm.awaitPrevious(EmbeddedS3.NAME, s3Dir);
    ports.requireFree();
    SideBySide starting = new SideBySide();
    var kafka =
        timed(
            starting,
            EmbeddedKafka.NAME,
            progress,
            () -> EmbeddedKafka.start(dataDir.resolve("kafka"), ports.kafka()));
    var elasticsearch =
        timed(
            starting,
            EmbeddedElasticsearch.NAME,
            progress,
            () -> EmbeddedElasticsearch.start(elasticsearchDir, ports.elasticsearch()));
    var s3 =
        timed(
            starting, EmbeddedS3.NAME, progress, () -> EmbeddedS3.start(s3Dir, ports.s3(), bucket));
    starting.awaitAllOrClose(List.of(kafka, elasticsearch, s3));
    return new EmbeddedServers(kafka.join(), elasticsearch.join(), s3.join());
  }

  private static <T> CompletableFuture<T> timed(
      SideBySide starting, String server, Consumer<String> progress, Supplier<T> start) {
    return starting.run(
        server + "-start",
        () -> {
          long began = System.nanoTime();
          T started = start.get();
          double seconds = (System.nanoTime() - began) / 1e9;
          progress.accept(String.format(Locale.ROOT, "%s started in %.1f s", server, seconds));
          return started;
        });
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public EmbeddedElasticsearch elasticsearch() {
    return elasticsearch;
  }

  public EmbeddedS3 s3() {
    return s3;
  }

  /** Closes all three, and throws only after it has tried each. */
  @Override
  public void close() {
    SideBySide closing = new SideBySide();
    closing.run("Kafka-close", kafka::close);
    closing.run("Elasticsearch-close", elasticsearch::close);
    closing.run("S3-close", s3::close);
    closing.awaitAll();
  }
}
