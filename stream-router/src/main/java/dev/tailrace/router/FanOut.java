package dev.tailrace.router;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.RejectedRecordException;
import dev.tailrace.platform.streams.StageMetrics;
import dev.tailrace.platform.streams.StageSpans;
import dev.tailrace.platform.streams.Tracing;
import dev.tailrace.schemas.LogEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Forwards each of an event's routes as a record of its own, all at the event's observed time. */
final class FanOut extends ContextualProcessor<String, LogEvent, String, Route.Send> {
  private static final Duration NOTICES = Duration.ofMinutes(1);

  private final RouterConfig config;
  private final Interests interests;
  private final DeadLetters lines;
  private final DeadLetters reports;
  private final Map<String, Sensor> heldBack = new HashMap<>();
  private RouteStep step;
  private Throttles throttles;
  private StageSpans spans = StageSpans.NONE;

  /**
   * @param lines writes letters about lines
   * @param reports writes letters about the CI events that lines report
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private FanOut(RouterConfig config, Interests interests, DeadLetters lines, DeadLetters reports) {
    this.config = config;
    this.interests = interests;
    this.lines = lines;
    this.reports = reports;
  }

  static ProcessorSupplier<String, LogEvent, String, Route.Send> supplier(
      RouterConfig config, Interests interests, DeadLetters lines, DeadLetters reports) {
    return new ProcessorSupplier<>() {
      @Override
      public FanOut get() {
        return new FanOut(config, interests, lines, reports);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(HotStore.builder(Throttles.STORE, new Bucket.Codec()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Route.Send> context) {
    super.init(context);
    spans = Tracing.spans(RouterTopology.STAGE.name(), context);
    throttles = new Throttles(context.getStateStore(Throttles.STORE));
    step = new RouteStep(new Router(config, interests, throttles), lines, reports);
    for (RouteRule rule : config.rules()) {
      heldBack.put(
          rule.name(), StageMetrics.counter(context, "router-" + rule.name(), "held-back-records"));
    }
    if (!config.rules().isEmpty()) {
      context.schedule(NOTICES, PunctuationType.WALL_CLOCK_TIME, this::publishNotices);
    }
  }

  @Override
  public void close() {
    heldBack.values().forEach(context().metrics()::removeSensor);
  }

  @Override
  public void process(Record<String, LogEvent> record) {
    for (Route.Send send : sends(record)) {
      context().forward(new Record<>(send.key(), send, record.timestamp(), send.headers()));
    }
  }

  private List<Route.Send> sends(Record<String, LogEvent> record) {
    long begin = spans.begin();
    try {
      LogEvent event = RejectedRecordException.valueOf(record);
      Router.Routed routed = step.route(record);
      Rules.Decision decision = routed.decision();
      if (decision != null && !decision.kept()) {
        count(decision.rule());
      }
      List<Route.Send> sends = step.sends(record, Origin.of(context()), routed);
      spans.done(begin, record, event);
      return sends;
    } catch (RuntimeException e) {
      spans.failed(begin, record, e);
      throw e;
    }
  }

  private void count(@Nullable RouteRule rule) {
    Sensor sensor = rule == null ? null : heldBack.get(rule.name());
    if (sensor != null) {
      sensor.record();
    }
  }

  private void publishNotices(long now) {
    for (LogEvent notice : throttles.notices(now)) {
      process(new Record<>(notice.source().id(), notice, now, new RecordHeaders()));
    }
  }
}
