package dev.tailrace.testing.endtoend;

import static org.awaitility.Awaitility.await;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.testing.child.SharedClasses;
import dev.tailrace.testing.embedded.EmbeddedServers;
import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of sinks that starts fast, and keeps its place in its groups while it is dead for a
 * moment.
 */
final class SinksProcess implements AutoCloseable {
  /** Limits under which the sink for S3 cuts as often as it can. */
  static final String SMALL_CUTS = "object-size: 1KiB, flush-interval: 50ms";

  private final Path output;
  private final TailraceConfig config;
  private final URI ready;
  private final SharedClasses classes;
  private final List<String> arguments;
  private final HttpClient http = HttpClient.newHttpClient();
  private TailraceJvm jvm;

  /**
   * @param directory for its configuration, its output and its classes
   * @param name its own among the processes of a group
   * @param limits the archive's, as the configuration has them
   * @param roles the first, and those that it has as well
   */
  SinksProcess(
      Path directory, EmbeddedServers servers, String name, String limits, List<String> roles)
      throws IOException {
    int port = Ports.choose();
    classes = new SharedClasses(directory.resolve(name + "-classes"));
    output = directory.resolve(name + ".out");
    Path file =
        Files.writeString(directory.resolve(name + ".yaml"), yaml(servers, name, limits, port));
    config = new ConfigReader(Map.of()).read(file, TailraceConfig.class);
    arguments =
        List.of(roles.get(0), "--with", String.join(",", roles), "--config", file.toString());
    ready = URI.create("http://127.0.0.1:" + port + "/ready");
  }

  private static String yaml(EmbeddedServers servers, String name, String limits, int port) {
    return """
        kafka:
          bootstrap-servers: "%s"
          partitions: 3
          replication-factor: 1
          properties: {group.instance.id: "%s", session.timeout.ms: "10000"}
        management: {host: 127.0.0.1, port: %d}
        elasticsearch: {urls: ["%s"], indices: {replicas: 0, refresh-interval: 1s}}
        s3: {bucket: archive, endpoint: "%s", access-key: test, secret-key: test, %s}
        """
        .formatted(
            servers.kafka().bootstrapServers(),
            name,
            port,
            servers.elasticsearch().url(),
            servers.s3().url(),
            limits);
  }

  TailraceConfig config() {
    return config;
  }

  /** Starts it, also after it was killed or has ended. */
  void start() throws IOException {
    jvm = TailraceJvm.start(output, classes, arguments.toArray(String[]::new));
  }

  /** Waits until it says that both sinks are at work. */
  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                System.err.println(printed());
              }
            })
        .until(this::isReady);
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Lets it work for so long and kills it with SIGKILL.
   *
   * @throws AssertionError if it ends by itself, with what it printed
   */
  void killAfter(long millis) throws InterruptedException {
    if (jvm.endsWithin(millis)) {
      throw new AssertionError("the sinks ended by themselves:\n" + printed());
    }
    jvm.kill();
  }

  /** Lets it work for so long and stops it where it is, until it is told to go on. */
  void pauseAfter(long millis) throws IOException, InterruptedException {
    if (jvm.endsWithin(millis)) {
      throw new AssertionError("the sinks ended by themselves:\n" + printed());
    }
    jvm.signal("STOP");
  }

  /** Lets it go on after a pause. */
  void resume() throws IOException, InterruptedException {
    jvm.signal("CONT");
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
    if (jvm != null) {
      jvm.close();
    }
  }
}
