package dev.tailrace.agent;

import dev.tailrace.agent.http.HttpIntake;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import io.prometheus.client.CollectorRegistry;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows files and standard input and publishes each line to {@code logs.raw}, at least once, and
 * the lines of a source in order. A restart goes on behind the last acknowledged line. Kafka need
 * not be there when it starts: it waits and recovers alone.
 */
public final class Agent implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final AgentConfig config;
  private final KafkaConfig kafka;
  private final InputStream stdin;
  private final AgentMetrics metrics = new AgentMetrics();
  private volatile @Nullable AgentRun run;
  private volatile @Nullable String configProblem;

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

  /**
   * Follows the inputs of a changed configuration from now on: new files are read, files that no
   * input means are left where they are, and files of which an input says something else go on
   * under that. No line is lost or doubled. Everything else takes a restart, as does a change of
   * whether standard input is read.
   *
   * @param needRestart keys outside of the inputs that have changed, too; health names them until
   *     they have their old values again
   */
  public synchronized void reload(AgentConfig changed, List<String> needRestart) {
    List<String> waiting = new ArrayList<>(needRestart);
    if (changed.inputs().stream().anyMatch(InputConfig::stdin)
        != config.inputs().stream().anyMatch(InputConfig::stdin)) {
      waiting.add("agent.inputs.stdin");
    }
    AgentRun current = run;
    if (current != null) {
      current.follow(changed.inputs());
    }
    configProblem =
        waiting.isEmpty() ? null : "restart to apply changes of " + String.join(", ", waiting);
    metrics.configReloads.labels("applied").inc();
    LOG.atInfo().addKeyValue("need_restart", waiting).log("follows the changed inputs");
  }

  /**
   * Keeps the configuration in force because the changed one cannot be used.
   *
   * @param reason names key, value and remedy; health says it until a valid one is there
   */
  public void refuse(String reason) {
    configProblem = "the changed configuration is not in force: " + reason;
    metrics.configReloads.labels("refused").inc();
    LOG.atError().addKeyValue("reason", reason).log("keeps its configuration, the new is wrong");
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
    HttpIntake http = current.http();
    Map<String, Object> details = details(status, current);
    String sinkProblem = current.sinkProblem();
    if (sinkProblem != null) {
      return Health.unhealthy(sinkProblem, details);
    }
    String problem = current.problem();
    if (problem == null && http != null) {
      problem = http.problem();
    }
    if (problem == null) {
      problem = configProblem;
    }
    return problem == null ? Health.healthy(details) : Health.degraded(problem, details);
  }

  private static Map<String, Object> details(AgentStatus status, AgentRun current) {
    Map<String, Object> details = new HashMap<>();
    details.put("files", status.files());
    details.put("lines_acknowledged", status.linesAcknowledged());
    details.put("unread_bytes", status.bytesUnread());
    String unwatched = current.unwatched();
    if (unwatched != null) {
      details.put("discovery", unwatched);
    }
    HttpIntake http = current.http();
    if (http != null) {
      details.putAll(http.details());
    }
    return details;
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
