package dev.tailrace.testing.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What a single node, broker and controller in one, does otherwise than a default one. */
final class KafkaSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** A record batch of 8 MiB, and what the protocol adds to it. */
  private static final String LARGEST_MESSAGE = Integer.toString(9 * 1024 * 1024);

  private KafkaSettings() {}

  static Properties of(Path logs, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(node(logs, port, controllerPort));
    settings.putAll(alone());
    settings.putAll(small());
    settings.putAll(patient());
    return settings;
  }

  private static Map<String, String> node(Path logs, int port, int controllerPort) {
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listeners",
        broker + "," + CONTROLLER_LISTENER + "://" + controller,
        "advertised.listeners",
        broker,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs",
        logs.toString());
  }

  /** One replica of everything, and topics only where the catalogue wants them. */
  private static Map<String, String> alone() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
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
        "share.coordinator.state.topic.num.partitions", "1",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
  }

  /** A machine that is busy for some seconds does not lose its broker. */
  private static Map<String, String> patient() {
    return Map.of("broker.session.timeout.ms", "60000");
  }

  /** The controller of the same node without its broker, for which it does not wait long. */
  static Properties controllerAlone(Path logs, int controllerPort) {
    String controller = "127.0.0.1:" + controllerPort;
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles",
            "controller",
            "node.id",
            Integer.toString(NODE_ID),
            "controller.quorum.voters",
            NODE_ID + "@" + controller,
            "controller.listener.names",
            CONTROLLER_LISTENER,
            "listeners",
            CONTROLLER_LISTENER + "://" + controller,
            "listener.security.protocol.map",
            CONTROLLER_LISTENER + ":PLAINTEXT",
            "log.dirs",
            logs.toString(),
            "broker.session.timeout.ms",
            "100"));
    return settings;
  }
}
