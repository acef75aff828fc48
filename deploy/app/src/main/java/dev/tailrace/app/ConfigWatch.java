package dev.tailrace.app;

import dev.tailrace.agent.Agent;
import dev.tailrace.platform.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the configuration again when its file has changed, and has the agent follow what it says
 * then. A file is taken when it was the same twice, so that half of a file is not.
 */
final class ConfigWatch implements AutoCloseable {
  private static final List<String> LIVE = List.of("agent.inputs");

  private final ConfigOption option;
  private final Agent agent;
  private final TailraceConfig started;
  private final Duration interval;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "config-watch");
  private String inForce;
  private String seen;

  /**
   * @param started what the process was started with
   * @param interval how often to look
   */
  ConfigWatch(ConfigOption option, Agent agent, TailraceConfig started, Duration interval) {
    this.option = option;
    this.agent = agent;
    this.started = started;
    this.interval = interval;
    this.inForce = text();
    this.seen = inForce;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    String now = text();
    if (now.equals(seen) && !now.equals(inForce)) {
      inForce = now;
      apply();
    }
    seen = now;
  }

  private void apply() {
    try {
      TailraceConfig changed = option.read();
      agent.reload(changed.requireAgent(), needRestart(changed));
    } catch (ConfigException e) {
      agent.refuse(String.valueOf(e.getMessage()));
    }
  }

  private List<String> needRestart(TailraceConfig changed) {
    List<String> keys =
        new ArrayList<>(ChangedKeys.between("kafka.", started.kafka(), changed.kafka()));
    keys.addAll(ChangedKeys.between("management.", started.management(), changed.management()));
    keys.addAll(ChangedKeys.between("agent.", started.requireAgent(), changed.requireAgent()));
    keys.removeAll(LIVE);
    return keys;
  }

  /** What the file holds; a file that cannot be read counts as one without text. */
  private String text() {
    try {
      return Files.readString(option.file());
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    stopping.countDown();
  }
}
