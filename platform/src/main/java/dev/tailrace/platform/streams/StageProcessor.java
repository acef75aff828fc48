package dev.tailrace.platform.streams;

import dev.tailrace.schemas.DeadLetter;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step over each record, so that no record can end the thread. Headers end here: what they
 * said is in the value. Timestamps pass.
 */
final class StageProcessor<V, R> implements Processor<String, V, String, Staged<R>> {
  private static final Logger LOG = LoggerFactory.getLogger(StageProcessor.class);
  private static final byte[] NOTHING = {};

  private final String node;
  private final Step<V, R> step;
  private final Function<V, byte[]> bytes;
  private final DeadLetters letters;
  private ProcessorContext<String, Staged<R>> context;
  private Sensor failures;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  StageProcessor(String node, Step<V, R> step, Function<V, byte[]> bytes, DeadLetters letters) {
    this.node = node;
    this.step = step;
    this.bytes = bytes;
    this.letters = letters;
  }

  @Override
  public void init(ProcessorContext<String, Staged<R>> newContext) {
    context = newContext;
    failures = StageMetrics.counter(newContext, node, "failed-records");
  }

  @Override
  public void close() {
    context.metrics().removeSensor(failures);
  }

  @Override
  public void process(Record<String, V> record) {
    Origin origin = context.recordMetadata().map(Origin::of).orElse(Origin.NONE);
    Staged<R> staged = staged(record, origin);
    // Outside of any catch: what fails from here on is Kafka's, not the record's.
    context.forward(record.withValue(staged).withHeaders(new RecordHeaders()));
  }

  private Staged<R> staged(Record<String, V> record, Origin origin) {
    Outcome<R> outcome = outcome(record, origin);
    if (outcome instanceof Outcome.Done<R> done) {
      return new Staged.Value<>(done.value());
    }
    failures.record();
    return new Staged.Letter<>(letter(record, origin, (Outcome.Failed<R>) outcome));
  }

  private Outcome<R> outcome(Record<String, V> record, Origin origin) {
    if (record.value() == null) {
      return Outcome.failed("the record has no value");
    }
    try {
      return step.apply(record, origin);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("node", node).setCause(e).log("record failed");
      return new Outcome.Failed<>("the stage failed on this record", e);
    }
  }

  private DeadLetter letter(Record<String, V> record, Origin origin, Outcome.Failed<R> failure) {
    return letters.letter(record, original(record.value()), origin, failure);
  }

  private byte[] original(V value) {
    if (value == null) {
      return NOTHING;
    }
    try {
      return bytes.apply(value);
    } catch (RuntimeException e) {
      return NOTHING; // the letter's origin still leads to the record
    }
  }
}
