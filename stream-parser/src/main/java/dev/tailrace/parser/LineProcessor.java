package dev.tailrace.parser;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.TailraceHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops lines that an agent sent again, parses the others and keeps the state of their sources.
 * Records without an offset are parsed, and belong to no source that is kept. What was sent round
 * again after it had become a dead letter is parsed though it is old.
 */
final class LineProcessor implements Processor<String, byte[], String, Parsed> {
  /** The name of the node. */
  static final String NODE = "parser-parse";

  private static final Logger LOG = LoggerFactory.getLogger(LineProcessor.class);
  private static final Duration PUBLISH = Duration.ofSeconds(2);
  private static final byte[] NOTHING = {};

  private final DeadLetters letters;
  private final ParseStep step = new ParseStep();
  private ProcessorContext<String, Parsed> context;
  private SourceStates states;
  private Unpublished unpublished;
  private ParserMetrics metrics;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  LineProcessor(DeadLetters letters) {
    this.letters = letters;
  }

  @Override
  public void init(ProcessorContext<String, Parsed> newContext) {
    context = newContext;
    states = new SourceStates(newContext.getStateStore(ParserStores.SOURCES));
    unpublished = new Unpublished(newContext.getStateStore(ParserStores.UNPUBLISHED), states);
    metrics = new ParserMetrics(newContext, NODE);
    newContext.schedule(PUBLISH, PunctuationType.WALL_CLOCK_TIME, this::publish);
  }

  @Override
  public void close() {
    metrics.remove();
  }

  @Override
  public void process(Record<String, byte[]> record) {
    OptionalLong offset = RawKeys.sourceOffset(record);
    if (offset.isPresent() && offset.getAsLong() >= 0) {
      process(record, offset.getAsLong(), states.get(record.key()));
    } else {
      forward(record, parsed(record));
    }
  }

  private void process(Record<String, byte[]> record, long offset, SourceState state) {
    Arrival arrival = arrived(record, offset, state);
    if (arrival == Arrival.AGAIN) {
      metrics.duplicates.record();
      states.save(record.key(), state);
      return;
    }
    Parsed parsed = parsed(record);
    boolean end = false;
    if (parsed instanceof Parsed.Event event) {
      state.belongsTo(step.attributes(record.headers()));
      end = state.parsed(event.event());
      parsed = arrival == Arrival.AFTER_GAP ? new Parsed.Event(afterGap(event.event())) : parsed;
    } else {
      state.gaveUp();
    }
    unpublished.changed(record.key(), state);
    forward(record, parsed);
    if (end) {
      publish(record.key(), state, record.timestamp());
    }
    states.save(record.key(), state);
  }

  private Arrival arrived(Record<String, byte[]> record, long offset, SourceState state) {
    if (record.headers().lastHeader(TailraceHeaders.REDRIVE) != null) {
      state.tryingAgain();
      return Arrival.NEW;
    }
    long missing = state.gapBytes;
    int length = record.value() == null ? 0 : record.value().length;
    Arrival arrival = state.arrived(Place.of(offset, record.headers()), length, record.timestamp());
    if (arrival == Arrival.AFTER_GAP) {
      metrics.gaps.record();
      metrics.gapBytes.record((double) (state.gapBytes - missing));
    }
    return arrival;
  }

  private static LogEvent afterGap(LogEvent event) {
    List<String> tags = new ArrayList<>(event.tags());
    tags.add(Tags.AFTER_GAP);
    return event.enriched(
        event.traceId(), event.spanId(), event.category(), List.copyOf(tags), event.context());
  }

  /** What fails here is the record's fault; it must not end the thread. */
  private Parsed parsed(Record<String, byte[]> record) {
    Origin origin =
        context
            .recordMetadata()
            .map(at -> new Origin(at.topic(), at.partition(), at.offset()))
            .orElse(new Origin("", -1, -1));
    Outcome<LogEvent> outcome = outcome(record, origin);
    if (outcome instanceof Outcome.Done<LogEvent> done) {
      return new Parsed.Event(done.value());
    }
    metrics.failed.record();
    byte[] original = record.value() == null ? NOTHING : record.value();
    return new Parsed.Letter(
        letters.letter(record, original, origin, (Outcome.Failed<LogEvent>) outcome));
  }

  private Outcome<LogEvent> outcome(Record<String, byte[]> record, Origin origin) {
    if (record.value() == null) {
      return Outcome.failed("the record has no value");
    }
    try {
      return step.apply(record, origin);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("node", NODE).setCause(e).log("record failed");
      return new Outcome.Failed<>("the stage failed on this record", e);
    }
  }

  private void publish(long now) {
    for (SourceSummary summary : unpublished.take()) {
      publish(summary, now);
    }
  }

  private void publish(String source, SourceState state, long now) {
    SourceSummary summary = state.summary(source);
    if (summary != null) {
      publish(summary, now);
      unpublished.published(source, state);
    }
  }

  private void publish(SourceSummary summary, long now) {
    context.forward(
        new Record<>(summary.job(), new Parsed.Summary(summary), now, new RecordHeaders()));
  }

  /** Headers end here: what they said is in the value. */
  private void forward(Record<String, byte[]> record, Parsed parsed) {
    context.forward(
        new Record<>(key(record, parsed), parsed, record.timestamp(), new RecordHeaders()));
  }

  private static @Nullable String key(Record<String, byte[]> record, Parsed parsed) {
    return parsed instanceof Parsed.Event event ? event.event().source().id() : record.key();
  }
}
