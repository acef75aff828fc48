package dev.tailrace.sinks.livetail;

import dev.tailrace.platform.http.HttpServer;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows log lines as they come: {@code GET /v1/tail} streams them as server-sent events, {@code GET
 * /} is a page that shows them. A slow watcher loses lines, is told so, and slows nobody else.
 */
public final class LiveTailServer implements Component {
  private static final long HEARTBEAT_SECONDS = 15;

  private final Watchers watchers;
  private final TailConsumer consumer;
  private final Leases leases;
  private final LeaseAnnouncer announcer;
  private final HttpServer http;
  private final ScheduledExecutorService heartbeat;

  public LiveTailServer(LiveTailConfig config, KafkaConfig kafka) {
    this.leases = new Leases(config.lease());
    this.announcer = LeaseAnnouncer.to(kafka, leases);
    this.watchers = new Watchers(config, leases);
    this.consumer = new TailConsumer(kafka, watchers::publish);
    this.http =
        new HttpServer(
            name(),
            config.host(),
            config.port(),
            new TailHandler(watchers, new Page(), config.allowAll()));
    this.heartbeat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "live-tail-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public String name() {
    return "live-tail";
  }

  /**
   * @throws UncheckedIOException if the port is taken; the message names it
   */
  @Override
  public void start() {
    try {
      http.start();
    } catch (IOException e) {
      heartbeat.shutdownNow();
      throw new UncheckedIOException(e.getMessage(), e);
    }
    consumer.start();
    announcer.start();
    Future<?> unused =
        heartbeat.scheduleWithFixedDelay(
            watchers::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  /** The port it listens on, once started. */
  public int port() {
    return http.port();
  }

  @Override
  public Health check() {
    return consumer.health().with(Map.of("watchers", watchers.count(), "leases", leases.count()));
  }

  @Override
  public void register(CollectorRegistry registry) {
    registry.register(new TailMetrics(watchers, consumer, leases, announcer));
  }

  @Override
  public void close() {
    consumer.close();
    announcer.close();
    heartbeat.shutdownNow();
    watchers.endAll();
    http.close();
  }
}
