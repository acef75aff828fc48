package dev.tailrace.platform.streams;

import dev.tailrace.platform.redaction.RawRedaction;
import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.platform.redaction.RedactionListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka Streams asks when a record cannot be read, processed or written: the record becomes a
 * dead letter, in the same transaction as everything else, and the next one is taken. What is not
 * the record's fault, as a broker that is away, ends the thread, which is replaced.
 *
 * <p>A global table cannot send a letter, and its thread is not replaced: what it fails on is
 * logged and passed over.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-1034">KIP-1034</a>
 */
public final class DeadLetterHandler
    implements DeserializationExceptionHandler,
        ProcessingExceptionHandler,
        ProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

  private final RawRedaction redaction =
      RawRedaction.of(RedactionConfig.defaults(), RedactionListener.NONE);
  private final Clock clock;

  /** For Kafka Streams, which makes its handlers itself. */
  public DeadLetterHandler() {
    this(Clock.systemUTC());
  }

  DeadLetterHandler(Clock clock) {
    this.clock = clock;
  }

  /** Has Kafka Streams ask this handler in all three cases, for global tables too. */
  @SuppressWarnings("deprecation") // of a setting that goes when what it asks for is the default
  public static void configure(Properties properties) {
    for (String key :
        List.of(
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG)) {
      properties.put(key, DeadLetterHandler.class);
    }
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // Nothing to configure.
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    return DeserializationExceptionHandler.Response.resume(
        letters(context, "not what this topic holds", exception));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (exception instanceof RejectedRecordException rejected) {
      return ProcessingExceptionHandler.Response.resume(
          letters(context, message(rejected), rejected.getCause()));
    }
    if (exception instanceof KafkaException) {
      return ProcessingExceptionHandler.Response.fail();
    }
    LOG.atWarn().addKeyValue("node", context.processorNodeId()).setCause(exception).log("failed");
    return ProcessingExceptionHandler.Response.resume(
        letters(context, "the stage failed on this record", exception));
  }

  @Override
  public ProductionExceptionHandler.Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    return exception instanceof RecordTooLargeException
        ? ProductionExceptionHandler.Response.resume(
            letters(context, RecordSize.TOO_LARGE, exception))
        : ProductionExceptionHandler.Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kafka declares it
  public ProductionExceptionHandler.Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    return ProductionExceptionHandler.Response.resume(
        letters(context, message(exception), exception));
  }

  private static String message(Exception exception) {
    String message = exception.getMessage();
    return message == null ? "no reason given" : message;
  }

  private List<ProducerRecord<byte[], byte[]>> letters(
      ErrorHandlerContext context, String reason, @Nullable Throwable cause) {
    return isOfGlobalTable(context)
        ? List.of()
        : List.of(DeadLetters.record(context, redaction, clock, reason, cause));
  }

  /** Global tables are of no task. */
  private static boolean isOfGlobalTable(ErrorHandlerContext context) {
    return context.taskId().subtopology() < 0;
  }
}
