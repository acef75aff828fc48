package dev.tailrace.agent;

import dev.tailrace.agent.http.HttpConfig;
import dev.tailrace.agent.http.HttpIntake;
import dev.tailrace.agent.http.HttpMetrics;
import dev.tailrace.agent.spool.SpoolSettings;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent between start and close: its thread and what the thread works on. */
final class AgentRun {
  private static final Logger LOG = LoggerFactory.getLogger(AgentRun.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final DataDirectory directory;
  private final LineSink sink;
  private final Follower follower;
  private final @Nullable HttpIntake http;
  private final Function<List<InputConfig>, Inputs> inputs;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Duration drain = Duration.ZERO;
  private volatile boolean killed;
  private volatile @Nullable String death;

  private AgentRun(
      DataDirectory directory,
      LineSink sink,
      Follower follower,
      @Nullable HttpIntake http,
      Function<List<InputConfig>, Inputs> inputs) {
    this.http = http;
    this.inputs = inputs;
    this.directory = directory;
    this.sink = sink;
    this.follower = follower;
    this.thread = new Thread(this::run, "tailrace-agent");
  }

  static AgentRun start(
      AgentConfig config, LineSink sink, AgentMetrics metrics, InputStream stdin) {
    DataDirectory directory = DataDirectory.open(config.dataDirectory());
    HttpIntake http = null;
    try {
      Checkpoint checkpoint = directory.load();
      Redaction redaction = Redaction.of(config, metrics.redactionListener());
      http = openHttp(config, directory, redaction, metrics.http);
      List<InputConfig> spool = SpoolInputs.of(config);
      Inputs inputs = new Inputs(config.host(), after(spool, config.inputs()));
      DirectoryWatch watch = DirectoryWatch.open(sink::wakeup);
      LongSupplier nanos = System::nanoTime;
      FileFinder finder = new FileFinder(inputs);
      Sources sources = new Sources(finder, TailSettings.of(config), checkpoint, metrics);
      sources.recovered(SpoolInputs.directory(config));
      Saver saver =
          new Saver(directory, sources::checkpoint, config.checkpointInterval(), metrics, nanos);
      Discovery discovery =
          new Discovery(finder, sources, watch, config.discoveryInterval(), nanos);
      OpenFiles openFiles = OpenFiles.bounded(config.maxOpenFiles());
      Follower follower =
          new Follower(openFiles, discovery, sources, sink, saver, redaction, metrics);
      inputs
          .attributesOfStdin()
          .map(attributes -> SourceState.create(Identity.named(StreamTail.KEY), null, attributes))
          .ifPresent(
              s ->
                  sources.add(
                      new StreamTail(
                          s, stdin, TailSettings.of(config).shaped(inputs.shapeOfStdin()))));
      AgentRun run =
          new AgentRun(
              directory,
              sink,
              follower,
              http,
              configs -> new Inputs(config.host(), after(spool, configs)));
      if (http != null) {
        http.listen();
      }
      run.thread.start();
      return run;
    } catch (RuntimeException e) {
      if (http != null) {
        http.close();
      }
      directory.close();
      throw e;
    }
  }

  private static @Nullable HttpIntake openHttp(
      AgentConfig config, DataDirectory directory, Redaction redaction, HttpMetrics metrics) {
    HttpConfig http = config.http();
    return http == null
        ? null
        : HttpIntake.open(
            http,
            SpoolInputs.directory(config),
            SpoolSettings.of(http.maxSpool().bytes()),
            config.maxLine().asInt(),
            redaction.forRequests(),
            directory::savedOffset,
            metrics);
  }

  /** The spool's inputs come first: no other may claim its files. */
  private static List<InputConfig> after(List<InputConfig> spool, List<InputConfig> configured) {
    List<InputConfig> inputs = new ArrayList<>(spool);
    inputs.addAll(configured);
    return inputs;
  }

  /** The HTTP inputs; null if there are none. */
  @Nullable HttpIntake http() {
    return http;
  }

  AgentStatus status() {
    return follower.status();
  }

  @Nullable String problem() {
    return follower.problem();
  }

  @Nullable String sinkProblem() {
    return sink.problem();
  }

  /** Why directories are looked through more often than others; null if none are. */
  @Nullable String unwatched() {
    return follower.unwatched();
  }

  /** From now on follows these inputs. */
  void follow(List<InputConfig> configured) {
    follower.follow(inputs.apply(configured));
    sink.wakeup();
  }

  /** How many sources have its attention now. */
  int awake() {
    return follower.awake();
  }

  /** What ended the thread by mistake; null if nothing did. */
  @Nullable String death() {
    return death;
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        if (!follower.pass(System.currentTimeMillis())) {
          follower.rest();
        }
      }
      drain();
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("the agent ends: this is a bug");
      death = e.toString();
    } finally {
      release();
    }
  }

  private void drain() {
    long deadline = System.nanoTime() + drain.toNanos();
    while (!killed && !follower.drained(System.currentTimeMillis())) {
      if (System.nanoTime() > deadline) {
        LOG.atWarn()
            .addKeyValue("lines", sink.inFlight())
            .log("stops before Kafka has every line; they are sent again at the next start");
        break;
      }
      follower.rest();
    }
    if (!killed) {
      follower.saveLast(System.currentTimeMillis());
    }
  }

  private void release() {
    follower.close();
    sink.close();
    directory.close();
  }

  /** Stops reading, drains, saves and frees everything. */
  void stop(Duration within) {
    closeHttp();
    drain = within;
    stopping.countDown();
    sink.wakeup();
    join(within.plus(GRACE));
  }

  /** Ends as a crash does. */
  void kill() {
    killed = true;
    stopping.countDown();
    sink.wakeup();
    join(GRACE);
    closeHttp();
  }

  private void closeHttp() {
    if (http != null) {
      http.close();
    }
  }

  private void join(Duration within) {
    try {
      thread.join(within.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
