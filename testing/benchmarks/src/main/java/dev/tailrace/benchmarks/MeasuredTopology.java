package dev.tailrace.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.streams.StreamsComponent;
import dev.tailrace.platform.streams.StreamsSettings;
import dev.tailrace.schemas.Topics;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;

/** Runs a topology over all of {@code logs.raw} and tells what it cost. */
final class MeasuredTopology {
  private static final TopicPartition INPUT = new TopicPartition(Topics.RAW.name(), 0);

  /** What the pipeline reads of what it has written itself. */
  private static final List<TopicPartition> OWN =
      List.of(
          new TopicPartition(Topics.CI_EVENTS.name(), 0),
          new TopicPartition(Topics.LEDGER.name(), 0));

  private static final long LOOK_MILLIS = 20;
  private static final long GIVE_UP_NANOS = Duration.ofMinutes(15).toNanos();

  private final KafkaConfig kafka;
  private final Path directory;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  MeasuredTopology(KafkaConfig kafka, Path directory) {
    this.kafka = kafka;
    this.directory = directory;
  }

  /**
   * Runs until all input is committed.
   *
   * @param name of this run; never used before, so that it starts from the beginning
   * @param bytes that the input has
   */
  Cost measure(String name, Topology topology, long bytes)
      throws ExecutionException, InterruptedException {
    StreamsSettings settings = StreamsSettings.in(directory.resolve(name));
    try (Admin admin = Admin.create(kafka.clientProperties("tailrace-bench-admin"));
        StreamsComponent component = new StreamsComponent(name, topology, kafka, settings)) {
      long end = end(admin, INPUT);
      forgetEarlierRuns(admin);
      long cpu = system.getProcessCpuTime();
      component.start();
      awaitCommitted(admin, name, 1);
      long began = System.nanoTime();
      awaitCommitted(admin, name, end);
      double wall = (System.nanoTime() - began) / 1e9;
      return new Cost(bytes, (system.getProcessCpuTime() - cpu) / 1e9, wall);
    }
  }

  private static long end(Admin admin, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /** Else each run would read what all before it have written. */
  private static void forgetEarlierRuns(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, RecordsToDelete> written = new HashMap<>();
    for (TopicPartition partition : OWN) {
      written.put(partition, RecordsToDelete.beforeOffset(end(admin, partition)));
    }
    admin.deleteRecords(written).all().get();
  }

  private static void awaitCommitted(Admin admin, String name, long offset)
      throws ExecutionException, InterruptedException {
    long began = System.nanoTime();
    while (committed(admin, name) < offset) {
      if (System.nanoTime() - began > GIVE_UP_NANOS) {
        throw new IllegalStateException(
            name + " did not get to offset " + offset + " in 15 minutes");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static long committed(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    OffsetAndMetadata offset =
        admin
            .listConsumerGroupOffsets("tailrace-" + name)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(INPUT);
    return offset == null ? 0 : offset.offset();
  }
}
