package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.Committer;
import dev.tailrace.sinks.core.Sink.Moment;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import software.amazon.awssdk.services.s3.S3Client;

/** Fills an archive by the sink itself, with records that no broker has. */
public final class SampleArchive {
  private static final int RECORDS = 400;

  /** Random bytes stay as large as they are, so that objects pass 128 KiB by far. */
  private static final int RANDOM_BYTES = 1024;

  private SampleArchive() {}

  /** The client that the archive uses; the caller closes it. */
  public static S3Client client(S3Config config) {
    return S3Clients.create(config);
  }

  /**
   * Stores one object of a category, filed under the hour it is.
   *
   * @throws SinkUnavailableException if the store does not answer or refuses
   */
  public static void write(S3Config config, Category category) throws SinkUnavailableException {
    TopicPartition partition = new TopicPartition(Topics.of(category).name(), 0);
    Random random = new Random();
    Instant now = Instant.now();
    try (S3Sink sink = new S3Sink(config, new S3ObjectStore(config), (result, timestamp) -> {})) {
      sink.assigned(partition, Optional.empty());
      for (int offset = 0; offset < RECORDS; offset++) {
        sink.put(record(partition, event(category, offset, now, random)));
      }
      sink.write(new AtTheEnd(), Moment.LAST);
    }
  }

  private static LogEvent event(Category category, long offset, Instant now, Random random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String message = Base64.getEncoder().encodeToString(bytes);
    Source source = new Source("sample", offset, "host-1", "/var/log/a.log", Authority.PLATFORM);
    return new LogEvent(
        now, now, Level.INFO, "sample", null, null, message, category, source, List.of(), Map.of());
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, LogEvent event) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            event.source().offset(),
            event.source().id().getBytes(UTF_8),
            LogEventJson.write(event));
    byte[] filedAt = TailraceHeaders.number(event.filedAt().toEpochMilli());
    record.headers().add(TailraceHeaders.FILED_AT, filedAt);
    return record;
  }

  /** Every record has been put, and nobody keeps offsets. */
  private static final class AtTheEnd implements Committer {
    @Override
    public long position(TopicPartition partition) {
      return RECORDS;
    }

    @Override
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
      // the sink is closed after one cut
    }
  }
}
