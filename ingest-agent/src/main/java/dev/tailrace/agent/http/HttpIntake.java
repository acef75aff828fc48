package dev.tailrace.agent.http;

import dev.tailrace.agent.spool.Spool;
import dev.tailrace.agent.spool.SpoolSettings;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.http.HttpLimits;
import dev.tailrace.platform.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP inputs: {@code POST /v1/logs} and {@code POST /v1/github}. A request is answered when
 * its lines are durable in the spool, whose files the agent follows.
 */
public final class HttpIntake implements AutoCloseable {
  private static final int HEADER_BYTES = 16 << 10;

  private final Spool spool;
  private final Intake intake;
  private final HttpConfig config;
  private final HttpServer server;

  private HttpIntake(Spool spool, Intake intake, HttpConfig config, HttpServer server) {
    this.config = config;
    this.spool = spool;
    this.intake = intake;
    this.server = server;
  }

  /**
   * Takes over the spool. To be called before the agent looks for files; nobody is listened to yet.
   *
   * @param spoolDirectory the spool's own
   * @param settings the spool's limits
   * @param maxLine the longest line in bytes
   * @param redactors gives each request what takes secrets out of its lines; called by several
   *     threads
   * @param saved how far the agent's saved checkpoint is in a file; negative if nowhere
   * @throws ConfigException if the directory cannot be used
   */
  public static HttpIntake open(
      HttpConfig config,
      Path spoolDirectory,
      SpoolSettings settings,
      int maxLine,
      Supplier<UnaryOperator<byte[]>> redactors,
      ToLongFunction<Path> saved,
      HttpMetrics metrics) {
    try {
      Spool spool =
          Spool.open(
              spoolDirectory,
              config.tenants().stream().map(Tenant::name).collect(Collectors.toSet()),
              settings,
              saved,
              metrics.spool);
      Intake intake = new Intake(config, maxLine, redactors, spool, metrics);
      return new HttpIntake(spool, intake, config, server(config, intake, metrics));
    } catch (IOException e) {
      throw new ConfigException("data-directory", spoolDirectory, "cannot be written: " + e);
    }
  }

  private static HttpServer server(HttpConfig config, Intake intake, HttpMetrics metrics) {
    return new HttpServer(
        "agent-http",
        config.host(),
        config.port(),
        new IntakeHandler(config, intake, metrics),
        new HttpLimits(
            config.maxConnections(), HEADER_BYTES, config.headerDeadline(), config.idleTimeout()));
  }

  /**
   * Begins to listen.
   *
   * @throws ConfigException if the port is taken
   */
  public void listen() {
    try {
      server.start();
      intake.open(true);
    } catch (IOException e) {
      throw new ConfigException("http.port", config.port(), String.valueOf(e.getMessage()));
    }
  }

  /** The port it listens on; the chosen one if it was 0. */
  public int port() {
    return server.port();
  }

  /** Why lines cannot be taken, or not those of some tenants; null if all can. */
  public @Nullable String problem() {
    String problem = spool.problem();
    List<String> full = spool.fullTenants();
    return problem != null || full.isEmpty()
        ? problem
        : "the spool is full for " + String.join(", ", full);
  }

  /** For the health page. */
  public Map<String, Object> details() {
    return Map.of("spool_bytes", spool.bytes());
  }

  /** Refuses new requests, answers those that are being stored, and stops. */
  @Override
  public void close() {
    intake.open(false);
    spool.close();
    server.close();
  }
}
