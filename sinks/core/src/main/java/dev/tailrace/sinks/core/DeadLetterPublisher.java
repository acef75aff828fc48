package dev.tailrace.sinks.core;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that a store refuses to {@link Topics#DEAD_LETTERS}. Call {@link #flush} before the
 * record's offset is committed. For one thread.
 */
public final class DeadLetterPublisher implements AutoCloseable {
  private static final int DELIVERY_TIMEOUT_MS = 30_000;
  private static final int REQUEST_TIMEOUT_MS = 10_000;
  // Base64 makes four bytes of three; the rest is for the words around the original.
  private static final int MAX_ORIGINAL_BYTES = (Topics.MAX_RECORD_BYTES - (512 << 10)) / 4 * 3;
  // A letter must fit whatever it holds: absurd keys and attributes stay behind.
  private static final int LONGEST_TEXT = 64 << 10;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final String stage;
  private final Producer<byte[], byte[]> producer;
  private final InstantSource clock;
  private final List<Future<?>> unconfirmed = new ArrayList<>();

  /**
   * @param stage who gives up, as in {@code sink-elasticsearch}
   */
  public DeadLetterPublisher(String stage, KafkaConfig kafka) {
    this.stage = stage;
    this.clock = InstantSource.system();
    Map<String, Object> properties = kafka.clientProperties("tailrace-" + stage + "-dlq");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) DELIVERY_TIMEOUT_MS);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a record, and does not wait for it.
   *
   * @param reason what was wrong, in words an operator understands; never the content itself
   */
  public void send(ConsumerRecord<byte[], byte[]> record, String reason) {
    byte[] letter = DeadLetterJson.write(letter(record, reason));
    unconfirmed.add(
        producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), key(record), letter)));
  }

  /**
   * Returns when Kafka has all that was sent.
   *
   * @throws SinkUnavailableException if Kafka does not take it; send all since the last flush again
   */
  public void flush() throws SinkUnavailableException {
    try {
      for (Future<?> future : unconfirmed) {
        future.get(DELIVERY_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new SinkUnavailableException(
          "cannot write to " + Topics.DEAD_LETTERS.name() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      unconfirmed.clear();
    }
  }

  private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String why) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    byte[] key = key(record);
    boolean whole = value.length <= MAX_ORIGINAL_BYTES;
    String reason = whole ? why : why + " (of the original only the first part is kept here)";
    return new DeadLetter(
        stage,
        reason,
        null,
        clock.instant(),
        record.topic(),
        record.partition(),
        record.offset(),
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        TailraceHeaders.number(record.headers(), TailraceHeaders.OFFSET).orElse(-1),
        TailraceHeaders.text(record.headers(), TailraceHeaders.ATTRIBUTES)
            .filter(attributes -> attributes.length() <= LONGEST_TEXT)
            .orElse(null),
        whole ? value : Arrays.copyOf(value, MAX_ORIGINAL_BYTES),
        0,
        null,
        Map.of());
  }

  private static byte @Nullable [] key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null || record.key().length > LONGEST_TEXT ? null : record.key();
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
