package dev.tailrace.sinks.core;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.KafkaMetricsCollector;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link Sink} in one thread with a consumer of its own. While the store does not take
 * records it waits, from 100 ms to 15 s at a time, and is unhealthy; nothing is skipped. Run more
 * processes to write faster: they share the partitions.
 */
public final class SinkComponent implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(SinkComponent.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(25);

  private final String name;
  private final Consumer<byte[], byte[]> consumer;
  private final SinkTelemetry telemetry;
  private final SinkState state;
  private final SinkLoop loop;
  private final Thread thread;
  private boolean started;
  private boolean closed;

  /**
   * For a sink that tells nobody what became of its records.
   *
   * @param name as in {@code sink-s3}; the consumer group is {@code tailrace-<name>}
   * @param topics what to store
   * @param sink closed by this component
   */
  public SinkComponent(String name, KafkaConfig kafka, List<String> topics, Sink sink) {
    this(name, kafka, topics, sink, new SinkTelemetry(name));
  }

  /**
   * @param name as in {@code sink-s3}; the consumer group is {@code tailrace-<name>}
   * @param topics what to store
   * @param sink closed by this component
   * @param telemetry what the sink was given as its {@link SinkMetrics}; registered by this
   *     component
   */
  public SinkComponent(
      String name, KafkaConfig kafka, List<String> topics, Sink sink, SinkTelemetry telemetry) {
    this(name, SinkConsumer.create("tailrace-" + name, kafka), topics, sink, telemetry);
  }

  SinkComponent(
      String name,
      Consumer<byte[], byte[]> consumer,
      List<String> topics,
      Sink sink,
      SinkTelemetry telemetry) {
    this.name = name;
    this.consumer = consumer;
    this.telemetry = telemetry;
    this.state = new SinkState(telemetry, InstantSource.system());
    Backoff backoff = new Backoff(System::nanoTime, RandomGenerator.getDefault());
    this.loop = new SinkLoop(name, consumer, topics, sink, state, backoff);
    this.thread = new Thread(loop, "tailrace-" + name);
  }

  @Override
  public String name() {
    return name;
  }

  /** How many records had that result since the component was made. */
  public long count(Result result) {
    return telemetry.count(result);
  }

  @Override
  public synchronized void start() {
    started = true;
    thread.start();
  }

  @Override
  public Health check() {
    return state.health();
  }

  @Override
  public void register(CollectorRegistry registry) {
    registry.register(telemetry);
    registry.register(new KafkaMetricsCollector(consumer::metrics));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    loop.end();
    if (!started) {
      loop.release();
      return;
    }
    try {
      thread.join(CLOSE_LIMIT.toMillis());
      if (thread.isAlive()) {
        LOG.atWarn().addKeyValue("sink", name).log("the sink did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
