package dev.tailrace.local;

import dev.tailrace.agent.Agent;
import dev.tailrace.app.Role;
import dev.tailrace.app.TailraceConfig;
import dev.tailrace.app.TailraceProcess;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Component;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.testing.embedded.EmbeddedServers;
import dev.tailrace.testing.embedded.Ports;
import dev.tailrace.testing.simulator.Simulator;
import dev.tailrace.testing.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of the quick start, from the first port to the last close. */
final class LocalRun implements AutoCloseable {
  /** Sources come last and so end first: what was read is stored before the sinks end. */
  private static final List<Role> ROLES =
      List.of(
          Role.SINK_ELASTICSEARCH,
          Role.SINK_S3,
          Role.METRICS,
          Role.LIVE_TAIL,
          Role.PIPELINE,
          Role.AGENT);

  private final LocalOptions options;
  private final LocalConfiguration configuration;
  private final PrintStream out = System.out;
  private @Nullable EmbeddedServers servers;
  private @Nullable TailraceProcess process;
  private @Nullable Simulator simulator;
  private volatile boolean stopping;
  private boolean closed;

  LocalRun(LocalOptions options) {
    this.options = options;
    this.configuration = new LocalConfiguration(options);
  }

  /** Returns the exit code when the run has ended by itself; otherwise it is interrupted. */
  int run() throws IOException, InterruptedException, SinkUnavailableException {
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main), "local-shutdown"));
    requirePorts();
    LogFile.use(options.dataDirectory.resolve("tailrace.log"));
    TailraceConfig config =
        new ConfigReader(Map.of()).read(configuration.write(), TailraceConfig.class);
    startServers(config);
    List<Component> components = ROLES.stream().map(role -> role.component(config)).toList();
    TailraceProcess running = start(config, components);
    Agent agent = (Agent) components.get(components.size() - 1);
    startSimulator();
    new Banner(options).print(out);
    try (Census.Taker census = new Census.Taker(config)) {
      return options.untilIdle
          ? new UntilIdle(running, components, agent, census, simulator, out).run()
          : follow(agent, census);
    }
  }

  private void requirePorts() {
    Ports.requireFree("the live tail (--live-tail-port)", options.liveTailPort);
    Ports.requireFree("management (--management-port)", options.managementPort);
  }

  private void startServers(TailraceConfig config) throws SinkUnavailableException {
    out.println("Starting Kafka, Elasticsearch and S3 ...");
    Ports ports = new Ports(options.kafkaPort, options.elasticsearchPort, options.s3Port);
    synchronized (this) {
      servers =
          EmbeddedServers.start(
              options.dataDirectory.resolve("servers"),
              ports,
              options.bucket,
              line -> out.println("  " + line));
    }
    new TopicCreator(config.kafka()).create(Topics.fused());
    ElasticsearchBootstrap.install(config.requireElasticsearch());
    S3Bootstrap.install(config.requireS3());
    out.println("  topics, index template and lifecycle rules are installed");
  }

  private synchronized TailraceProcess start(TailraceConfig config, List<Component> components)
      throws IOException {
    TailraceProcess starting = new TailraceProcess(config.management(), components);
    process = starting;
    starting.startManagement();
    starting.startComponents();
    return starting;
  }

  private synchronized void startSimulator() throws IOException {
    if (options.simulated()) {
      simulator =
          new Simulator(
              new SimulatorConfig(
                  configuration.simulation(),
                  options.seed,
                  options.rate,
                  options.jobs,
                  1,
                  SimulatorConfig.ROTATE_BYTES));
      simulator.start();
    }
  }

  private int follow(Agent agent, Census.Taker census) throws InterruptedException {
    Progress progress = new Progress(out);
    while (true) {
      progress.show(agent.status().linesAcknowledged(), census.searchable());
      Thread.sleep(Progress.INTERVAL_MILLIS);
    }
  }

  /** Whether the process was told to end, as by Ctrl-C. */
  boolean stopping() {
    return stopping;
  }

  private void stop(Thread main) {
    stopping = true;
    synchronized (this) {
      if (!closed) {
        out.println();
        out.println("Stopping; nothing is lost, and the next start goes on from here ...");
      }
    }
    main.interrupt();
    close();
  }

  /** Ends the sources first, the servers last. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<AutoCloseable> parts = new ArrayList<>();
    if (simulator != null) {
      parts.add(simulator);
    }
    if (process != null) {
      parts.add(process);
    }
    if (servers != null) {
      parts.add(servers);
    }
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        out.println("tailrace: " + part.getClass().getSimpleName() + " did not end well: " + e);
      }
    }
  }
}
