package dev.tailrace.enricher;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Adds to events what is known of their runner, repository, run and job. Which these are is taken
 * from the context that the parser decided to believe. Nothing waits for a fact: an event that
 * names what its table does not know is tagged. For one thread.
 */
final class Enricher {
  /** The event names a runner of which no facts are known, though they are of others. */
  static final String RUNNER_UNKNOWN = "runner-unknown";

  static final String REPOSITORY_UNKNOWN = "repository-unknown";
  static final String RUN_UNKNOWN = "run-unknown";

  private final FactTables tables;
  private final CategoryRules rules;
  private final Facts facts = new Facts();
  private final JobIdentities identities = new JobIdentities();

  Enricher(FactTables tables, CategoryRules rules) {
    this.tables = tables;
    this.rules = rules;
  }

  LogEvent enrich(LogEvent event, Headers headers) {
    Additions added = new Additions(event);
    JobIdentity job = job(event);
    added.join(tables.repositories(), ContextKeys.REPOSITORY, REPOSITORY_UNKNOWN);
    added.join(tables.runners(), ContextKeys.RUNNER_ID, RUNNER_UNKNOWN);
    if (job != null && !tables.runs().isEmpty()) {
      added.add(tables.runs().get(job.runKey()), RUN_UNKNOWN);
    }
    added.context = facts.complete(added.context);
    if (job != null && event.source().authority() == Authority.JOB) {
      added.step(job);
    }
    TraceContext trace = event.traceId() == null ? added.trace(job, headers) : null;
    return event.enriched(
        trace == null ? event.traceId() : trace.traceId(),
        trace == null ? event.spanId() : trace.spanId(),
        rules.categoryOf(event),
        added.tags,
        added.context);
  }

  /** The job or run of an event; null if it has none, or nothing that is of it is to be added. */
  private @Nullable JobIdentity job(LogEvent event) {
    boolean asked =
        event.traceId() == null
            || event.source().authority() == Authority.JOB
            || !tables.runs().isEmpty();
    String run = asked ? event.contextText(ContextKeys.RUN_ID) : null;
    return run == null ? null : identities.of(event, run);
  }

  private final class Additions {
    private final LogEvent event;
    private Map<String, Object> context;
    private List<String> tags;

    Additions(LogEvent event) {
      this.event = event;
      this.context = event.context();
      this.tags = event.tags();
    }

    void join(FactTable<Fact> table, String key, String unknown) {
      String id = table.isEmpty() ? null : event.contextText(key);
      if (id != null) {
        add(table.get(id), unknown);
      }
    }

    void add(@Nullable Fact fact, String unknown) {
      if (fact == null) {
        tag(unknown);
      } else {
        context = fact.addTo(context);
      }
    }

    private void tag(String tag) {
      List<String> more = new ArrayList<>(tags.size() + 1);
      more.addAll(tags);
      more.add(tag);
      tags = more;
    }

    void step(JobIdentity job) {
      JobSteps steps = tables.jobs().isEmpty() ? null : tables.jobs().get(job.key());
      if (steps == null
          || context.containsKey(ContextKeys.STEP_NUMBER)
          || context.containsKey(ContextKeys.STEP_NAME)) {
        return;
      }
      JobSteps.Step step = steps.at(event.timestamp());
      if (step != null) {
        context = step.addTo(context);
      }
    }

    /** An agent's header names the trace of a source that is of no run. */
    @Nullable TraceContext trace(@Nullable JobIdentity job, Headers headers) {
      if (job != null) {
        return job.trace(context.get(ContextKeys.STEP_NUMBER) instanceof Integer step ? step : 0);
      }
      boolean unknown = SourceAttributes.UNKNOWN.host().equals(event.source().host());
      return !unknown && headers.lastHeader(TailraceHeaders.TRACEPARENT) != null
          ? TailraceHeaders.text(headers, TailraceHeaders.TRACEPARENT)
              .flatMap(TraceContext::parse)
              .orElse(null)
          : null;
    }
  }
}
