package dev.tailrace.testing.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What a node, broker and controller in one, does otherwise than a default one. */
final class KafkaSettings {
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** A record batch of 8 MiB, and what the protocol adds to it. */
  private static final String LARGEST_MESSAGE = Integer.toString(9 * 1024 * 1024);

  private KafkaSettings() {}

  static Properties of(Path logs, ClusterNode node) {
    Properties settings = new Properties();
    settings.putAll(place(logs, node));
    settings.putAll(replicas(node.replicas()));
    settings.putAll(small());
    if (node.isAlone()) {
      settings.putAll(patient());
    }
    return settings;
  }

  private static Map<String, String> place(Path logs, ClusterNode node) {
    String broker = "PLAINTEXT://127.0.0.1:" + node.port();
    String controller = CONTROLLER_LISTENER + "://127.0.0.1:" + node.controllerPort();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(node.id()),
        "controller.quorum.voters",
        node.voters(),
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listeners",
        broker + "," + controller,
        "advertised.listeners",
        broker,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs",
        logs.toString());
  }

  /** Writes outlive one node, if there are several; topics only where the catalogue wants them. */
  private static Map<String, String> replicas(int replicas) {
    String all = Integer.toString(replicas);
    String inSync = Integer.toString(Math.max(1, replicas - 1));
    return Map.of(
        "offsets.topic.replication.factor", all,
        "transaction.state.log.replication.factor", all,
        "transaction.state.log.min.isr", inSync,
        "share.coordinator.state.topic.replication.factor", all,
        "share.coordinator.state.topic.min.isr", inSync,
        "default.replication.factor", all,
        "min.insync.replicas", inSync,
        "auto.create.topics.enable", "false",
        "message.max.bytes", LARGEST_MESSAGE,
        "replica.fetch.max.bytes", LARGEST_MESSAGE);
  }

  /** Starts and stops fast, and leaves the heap to whoever shares this JVM. */
  private static Map<String, String> small() {
    return Map.of(
        "group.initial.rebalance.delay.ms", "0",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
        "share.coordinator.state.topic.num.partitions", "1",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
  }

  /** A machine that is busy for some seconds does not lose its only broker. */
  private static Map<String, String> patient() {
    return Map.of("broker.session.timeout.ms", "60000");
  }

  /** The controller of the same node without its broker, for which it does not wait long. */
  static Properties controllerAlone(Path logs, ClusterNode node) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles",
            "controller",
            "node.id",
            Integer.toString(node.id()),
            "controller.quorum.voters",
            node.voters(),
            "controller.listener.names",
            CONTROLLER_LISTENER,
            "listeners",
            CONTROLLER_LISTENER + "://127.0.0.1:" + node.controllerPort(),
            "listener.security.protocol.map",
            CONTROLLER_LISTENER + ":PLAINTEXT",
            "log.dirs",
            logs.toString(),
            "broker.session.timeout.ms",
            "100"));
    return settings;
  }
}
