package dev.tailrace.sinks.s3;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** The offsets that the sink's group has committed. */
record CommittedOffsets(KafkaConfig kafka) implements Compactor.Offsets {
  private static final long TIMEOUT_SECONDS = 60;

  @Override
  public Map<TopicPartition, Long> committed() throws SinkUnavailableException {
    try (Admin admin = Admin.create(kafka.clientProperties("tailrace-compactor"))) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      for (Map.Entry<TopicPartition, OffsetAndMetadata> entry :
          admin
              .listConsumerGroupOffsets(S3SinkRole.GROUP)
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .entrySet()) {
        if (entry.getValue() != null) { // what was never committed
          offsets.put(entry.getKey(), entry.getValue().offset());
        }
      }
      return offsets;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new SinkUnavailableException(
          "Kafka at %s does not say what group %s has committed: %s"
              .formatted(kafka.bootstrapServers(), S3SinkRole.GROUP, reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
