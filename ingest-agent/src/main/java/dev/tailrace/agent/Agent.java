package dev.tailrace.agent;

import dev.tailrace.agent.http.HttpIntake;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import io.prometheus.client.CollectorRegistry;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows files and standard input and publishes each line to {@code logs.raw}, at least once, and
 * the lines of a source in order. A restart goes on behind the last acknowledged line. Kafka need
 * not be there when it starts: it waits and recovers alone.
 */
public final class Agent implements Component {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final AgentConfig config;
  private final KafkaConfig kafka;
  private final InputStream stdin;
  private final AgentMetrics metrics = new AgentMetrics();
  private volatile @Nullable AgentRun run;

  /** Follows what is configured; standard input is this process's. */
  public Agent(AgentConfig config, KafkaConfig kafka) {
    this(config, kafka, System.in);
  }

  Agent(AgentConfig config, KafkaConfig kafka, InputStream stdin) {
    this.config = config;
    this.kafka = kafka;
    this.stdin = stdin;
  }

  @Override
  public String name() {
    return "agent";
  }

  /**
   * Starts to follow.
   *
   * @throws ConfigException if another agent uses the data directory or its checkpoint is damaged
   */
  @Override
  public synchronized void start() {
    LineSink sink = new KafkaLineSink(ProducerSettings.of(kafka), metrics);
    run = AgentRun.start(config, sink, metrics, stdin);
  }

  /** How far it is; cheap, may be asked often. */
  public AgentStatus status() {
    AgentRun current = run;
    return current == null ? AgentStatus.NOTHING_YET : current.status();
  }

  @Override
  public Health check() {
    AgentRun current = run;
    if (current == null) {
      return Health.unhealthy("not started", Map.of());
    }
    String death = current.death();
    if (death != null) {
      return Health.dead("the agent has ended: " + death);
    }
    AgentStatus status = current.status();
    Map<String, Object> details = new HashMap<>();
    details.put("files", status.files());
    details.put("lines_acknowledged", status.linesAcknowledged());
    details.put("unread_bytes", status.bytesUnread());
    HttpIntake http = current.http();
    if (http != null) {
      details.putAll(http.details());
    }
    String sinkProblem = current.sinkProblem();
    if (sinkProblem != null) {
      return Health.unhealthy(sinkProblem, details);
    }
    String problem = current.problem();
    if (problem == null && http != null) {
      problem = http.problem();
    }
    return problem == null ? Health.healthy(details) : Health.degraded(problem, details);
  }

  @Override
  public void register(CollectorRegistry registry) {
    metrics.register(registry);
  }

  /** The port of the HTTP inputs, once started; the chosen one if it was 0. */
  public int httpPort() {
    AgentRun current = run;
    HttpIntake http = current == null ? null : current.http();
    if (http == null) {
      throw new IllegalStateException("no HTTP inputs are served");
    }
    return http.port();
  }

  /** Sends no more, waits up to 10 s for what is in flight, and saves how far it came. */
  @Override
  public synchronized void close() {
    AgentRun current = run;
    if (current != null) {
      current.stop(DRAIN);
    }
  }

  /** Ends as a crash does: nothing is awaited or saved. */
  void kill() {
    AgentRun current = run;
    if (current != null) {
      current.kill();
    }
  }
}
