package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEvent;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Moves series by CI events. Sends nothing on: the state is the result. */
final class MetricsProcessor extends ContextualProcessor<String, CiEvent, Void, Void> {
  private static final Duration LOOK_AT_WAITING = Duration.ofSeconds(1);
  private static final Duration LOOK_AT_ALL = Duration.ofMinutes(10);

  private final MetricsConfig config;
  private final JobMachine machine;
  private final SingleEvents single;
  private JobBook jobs;
  private EventBook events;
  private SeriesBook series;

  @SuppressWarnings("NullAway.Init") // init opens the books
  MetricsProcessor(MetricsConfig config, List<MetricDefinition> catalogue) {
    this.config = config;
    this.machine = new JobMachine(catalogue);
    this.single = new SingleEvents(catalogue);
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    jobs = new JobBook(context.getStateStore(MetricsTopology.JOBS), machine, config);
    events =
        new EventBook(
            context.getStateStore(MetricsTopology.EVENTS), config.forgetAfter().toMillis());
    series = new SeriesBook(context.getStateStore(MetricsTopology.SERIES), config.seriesBudget());
    context.schedule(
        LOOK_AT_WAITING,
        PunctuationType.WALL_CLOCK_TIME,
        now -> jobs.giveUpWaiting(now).forEach(series::enter));
    context.schedule(LOOK_AT_ALL, PunctuationType.WALL_CLOCK_TIME, jobs::forget);
  }

  @Override
  public void process(Record<String, CiEvent> record) {
    CiEvent event = record.value();
    if (event == null) {
      return;
    }
    long now = context().currentSystemTimeMs();
    if (JobMachine.follows(event.type())) {
      jobs.take(event, now).forEach(series::enter);
    } else if (single.follows(event.type()) && events.enter(event.eventId(), now)) {
      single.observe(event).forEach(series::enter);
    }
  }
}
