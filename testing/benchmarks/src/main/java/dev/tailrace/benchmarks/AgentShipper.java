package dev.tailrace.benchmarks;

import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The agent, started as users start it. It runs all the time, as an agent does; what its start
 * costs is told apart.
 *
 * @param launcher the program {@code tailrace}
 */
record AgentShipper(Path launcher, boolean redaction, long bytes) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MILLIS = 5;
  private static final String CONFIGURATION =
      """
      kafka:
        bootstrap-servers: "%s"
      management:
        host: 127.0.0.1
        port: %d
      agent:
        data-directory: "%2$s"
        redaction:
          enabled: %s
        inputs:
          - include: ["%s/*.log"]
            authority: platform
      """;

  Contender contender() {
    return new Contender(
        redaction ? "agent" : "agent-noredact",
        Files.isExecutable(launcher),
        (directory, topic) -> start(directory, topic.bootstrapServers()));
  }

  /** Starts it and returns when it is ready. */
  Daemon start(Path directory, String bootstrapServers) throws IOException, InterruptedException {
    int port = Ports.choose();
    Path in = Files.createDirectories(directory.resolve("in"));
    Path configuration = directory.resolve("tailrace.yaml");
    Files.writeString(
        configuration,
        CONFIGURATION
            .replace("%2$s", directory.resolve("data").toString())
            .formatted(bootstrapServers, port, redaction, in));
    Daemon daemon =
        Daemon.start(
            List.of(launcher.toString(), "agent", "--config", configuration.toString()),
            directory,
            in,
            bytes);
    awaitReady(daemon, URI.create("http://127.0.0.1:" + port + "/ready"));
    return daemon;
  }

  private static void awaitReady(Daemon daemon, URI ready) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (status(client, request) != 200) {
      if (System.nanoTime() > deadline || !daemon.alive()) {
        daemon.close();
        throw new IllegalStateException("the agent does not become ready");
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static int status(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0; // it does not listen yet
    }
  }
}
