package dev.tailrace.testing.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * What a killed node leaves behind: its controller still believes the broker to be there.
 *
 * <p>A node that starts with that belief leads its partitions at once, and is fenced for a moment
 * when the session of before runs out. A transaction that was being committed at the kill has its
 * markers sent in that time, and Kafka 4.3 takes a partition without a leader for a deleted one:
 * the marker is skipped, and nobody who reads committed records gets past it, ever. So the
 * controller is started alone first and told by a short session that the broker is gone. As a gift
 * the broker need not wait for its old session to end.
 */
final class StaleBroker {
  /** Longer than that only takes a node that was killed before its broker was known. */
  private static final Duration FENCED_WITHIN = Duration.ofSeconds(15);

  private static final long LOOK_MILLIS = 20;
  private static final String FENCED =
      "kafka.controller:type=KafkaController,name=FencedBrokerCount";

  private StaleBroker() {}

  /** Whether a node ran here and did not end in order. */
  static boolean isIn(Path logs) {
    return Files.isDirectory(logs.resolve("__cluster_metadata-0"))
        && !Files.exists(logs.resolve(".kafka_cleanshutdown"));
  }

  /** Returns when the controller's log says that the broker is gone. */
  static void fence(Path logs, ClusterNode node) throws IOException, InterruptedException {
    KafkaConfig config = new KafkaConfig(KafkaSettings.controllerAlone(logs, node), false);
    KafkaRaftServer controller = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      controller.startup();
      awaitFenced();
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static void awaitFenced() throws IOException, InterruptedException {
    long end = System.nanoTime() + FENCED_WITHIN.toNanos();
    while (fencedBrokers() < 1 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static int fencedBrokers() throws IOException {
    try {
      Object count =
          ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(FENCED), "Value");
      return ((Number) count).intValue();
    } catch (InstanceNotFoundException e) {
      return 0; // not started yet
    } catch (JMException e) {
      throw new IOException("cannot ask the controller for its brokers", e);
    }
  }
}
