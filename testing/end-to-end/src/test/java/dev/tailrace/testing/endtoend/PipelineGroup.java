package dev.tailrace.testing.endtoend;

import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;

/** Instances of the pipeline that share the partitions of one Kafka, and what they are given. */
final class PipelineGroup implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final String GROUP = "tailrace-pipeline";

  private final Path directory;
  private final KafkaConfig kafka;
  private final Admin admin;
  private final LineSender sender;
  private final List<PipelineInstance> instances = new ArrayList<>();

  /**
   * @param directory for the instances' state, configuration and output
   * @param replicas of every topic
   */
  PipelineGroup(Path directory, String bootstrapServers, int replicas) throws IOException {
    this.directory = Files.createDirectories(directory);
    kafka = new KafkaConfig(bootstrapServers, PARTITIONS, replicas, Map.of());
    new TopicCreator(kafka).create(Topics.fused());
    admin = Admin.create(kafka.clientProperties("test-admin"));
    sender = new LineSender(kafka);
  }

  KafkaConfig kafka() {
    return kafka;
  }

  /** Starts an instance; one of the same name goes on with its state. */
  PipelineInstance start(String name) throws IOException {
    PipelineInstance instance = PipelineInstance.start(directory, name, kafka);
    instances.add(instance);
    return instance;
  }

  /** Sends lines and returns when Kafka has them. */
  void send(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException, ExecutionException {
    sender.send(records);
  }

  /** Waits until every line that was sent is processed, in a transaction that is committed. */
  void awaitProcessed() {
    patiently().until(() -> committed().equals(ends()));
  }

  /** Waits until the ledger has judged the logs of so many jobs. */
  void awaitJudged(int jobs) {
    patiently().until(() -> PipelineOutput.judgedLogs(kafka) >= jobs);
  }

  private Map<TopicPartition, Long> committed() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(GROUP)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach(
            (partition, offset) -> {
              if (partition.topic().equals(Topics.RAW.name())) {
                offsets.put(partition, offset.offset());
              }
            });
    return offsets;
  }

  private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      wanted.put(new TopicPartition(Topics.RAW.name(), partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Whoever waits in vain is shown what the instances have printed. */
  ConditionFactory patiently() {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                instances.forEach(instance -> System.err.println(instance.printed()));
              }
            });
  }

  @Override
  public void close() {
    instances.forEach(PipelineInstance::close);
    sender.close();
    admin.close(Duration.ZERO);
  }
}
