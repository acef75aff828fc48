package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of the pipeline, with a state directory of its own. */
final class PipelineInstance implements AutoCloseable {
  private static final Pattern CONSUMED =
      Pattern.compile(
          "tailrace_kafka_client\\{name=\"records-consumed-total\","
              + "group=\"consumer-fetch-manager-metrics\",[^}]*topic=\"logs.raw\"[^}]*} ([0-9.E]+)");

  private final TailraceJvm jvm;
  private final Path state;
  private final URI metrics;
  private final HttpClient http = HttpClient.newHttpClient();

  private PipelineInstance(TailraceJvm jvm, Path state, URI metrics) {
    this.jvm = jvm;
    this.state = state;
    this.metrics = metrics;
  }

  static PipelineInstance start(Path directory, String name, KafkaConfig kafka) throws IOException {
    int port = Ports.choose();
    Path state = directory.resolve(name + "-state");
    Path config = directory.resolve(name + ".yaml");
    Files.writeString(config, yaml(kafka, state, port));
    TailraceJvm jvm =
        TailraceJvm.start(
            directory.resolve(name + ".out"), "pipeline", "--config", config.toString());
    return new PipelineInstance(jvm, state, URI.create("http://127.0.0.1:" + port + "/metrics"));
  }

  /** The ledger judges a log when it has ended, and not because a takeover lasts. */
  private static String yaml(KafkaConfig kafka, Path state, int port) {
    return """
        kafka: {bootstrap-servers: "%s", partitions: %d, replication-factor: %d}
        management: {host: 127.0.0.1, port: %d}
        streams:
          state-directory: %s
          properties: {session.timeout.ms: "6000", heartbeat.interval.ms: "1500"}
        ledger: {quiet: 2m, at-most: 5m}
        """
        .formatted(
            kafka.bootstrapServers(), kafka.partitions(), kafka.replicationFactor(), port, state);
  }

  /** How many lines it has taken from Kafka since its start; 0 while it does not answer. */
  long consumed() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
    try {
      Matcher found =
          CONSUMED.matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Where it keeps its state. */
  Path state() {
    return state;
  }

  /** Kills it with SIGKILL. */
  void kill() throws InterruptedException {
    jvm.kill();
  }

  /** Ends it in order. */
  void stop() throws InterruptedException {
    jvm.stop();
  }

  String printed() {
    return jvm.printed();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
