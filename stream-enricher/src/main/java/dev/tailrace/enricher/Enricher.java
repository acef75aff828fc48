package dev.tailrace.enricher;

import dev.tailrace.platform.streams.RecentMap;
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

  private static final int MOST_SOURCES = 4096;

  private final FactTables tables;
  private final CategoryRules rules;
  private final Facts facts = new Facts();
  private final JobIdentities identities = new JobIdentities();

  /** The lines of a job mostly have one context, so what was joined to the last is kept. */
  private final Map<String, Joined> bySource = new RecentMap<>(MOST_SOURCES);

  Enricher(FactTables tables, CategoryRules rules) {
    this.tables = tables;
    this.rules = rules;
  }

  LogEvent enrich(LogEvent event, Headers headers) {
    boolean output = event.source().authority() == Authority.JOB;
    Joined joined = output ? recent(event) : new Joined(event);
    Map<String, Object> context = output ? inStep(event, joined) : joined.context;
    TraceContext trace = event.traceId() == null ? trace(event, context, joined, headers) : null;
    return event.enriched(
        trace == null ? event.traceId() : trace.traceId(),
        trace == null ? event.spanId() : trace.spanId(),
        rules.categoryOf(event),
        joined.tags(event.tags()),
        context);
  }

  private Joined recent(LogEvent event) {
    String source = event.source().id();
    Joined known = bySource.get(source);
    if (known == null || !known.holdsFor(event)) {
      known = new Joined(event);
      bySource.put(source, known);
    }
    return known;
  }

  private Map<String, Object> inStep(LogEvent event, Joined joined) {
    Map<String, Object> context = joined.context;
    JobIdentity job = joined.job;
    JobSteps steps = job == null || tables.jobs().isEmpty() ? null : tables.jobs().get(job.key());
    if (steps == null
        || context.containsKey(ContextKeys.STEP_NUMBER)
        || context.containsKey(ContextKeys.STEP_NAME)) {
      return context;
    }
    JobSteps.Step step = steps.at(event.timestamp());
    return step == null ? context : step.addTo(context);
  }

  /** An agent's header names the trace of a source that is of no run. */
  @SuppressWarnings("ReferenceEquality") // a line of no further step has the joined context itself
  private static @Nullable TraceContext trace(
      LogEvent event, Map<String, Object> context, Joined joined, Headers headers) {
    JobIdentity job = joined.job;
    if (job != null) {
      return context == joined.context ? joined.trace(job) : trace(job, context);
    }
    boolean unknown = SourceAttributes.UNKNOWN.host().equals(event.source().host());
    return !unknown && headers.lastHeader(TailraceHeaders.TRACEPARENT) != null
        ? TailraceHeaders.text(headers, TailraceHeaders.TRACEPARENT)
            .flatMap(TraceContext::parse)
            .orElse(null)
        : null;
  }

  private static TraceContext trace(JobIdentity job, Map<String, Object> context) {
    return job.trace(context.get(ContextKeys.STEP_NUMBER) instanceof Integer step ? step : 0);
  }

  /** What facts add to a context, as long as they are the same. */
  private final class Joined {
    private final Map<String, Object> given;
    private final @Nullable JobIdentity job;
    private final Look repository;
    private final Look runner;
    private final Look run;
    private final Map<String, Object> context;
    private @Nullable TraceContext trace;
    private long asOf;

    Joined(LogEvent event) {
      asOf = tables.changes();
      given = event.context();
      job = job(event);
      repository = new Look(tables.repositories(), event, ContextKeys.REPOSITORY);
      runner = new Look(tables.runners(), event, ContextKeys.RUNNER_ID);
      run = new Look(tables.runs(), job == null ? null : job.runKey());
      context = facts.complete(run.addTo(runner.addTo(repository.addTo(given))));
    }

    /** The job or run of an event; null if it has none, or nothing of it is to be added. */
    private @Nullable JobIdentity job(LogEvent event) {
      boolean asked =
          event.traceId() == null
              || event.source().authority() == Authority.JOB
              || !tables.runs().isEmpty();
      String id = asked ? event.contextText(ContextKeys.RUN_ID) : null;
      return id == null ? null : identities.of(event, id);
    }

    @SuppressWarnings("ReferenceEquality") // a context that is equal but another is joined again
    boolean holdsFor(LogEvent event) {
      return event.context() == given && holds();
    }

    /** Facts change seldom, and others' most of the time. */
    private boolean holds() {
      long now = tables.changes();
      if (asOf == now) {
        return true;
      }
      asOf = now;
      return repository.holds() && runner.holds() && run.holds();
    }

    /** Of lines that have this context. */
    TraceContext trace(JobIdentity of) {
      TraceContext known = trace;
      if (known == null) {
        known = Enricher.trace(of, context);
        trace = known;
      }
      return known;
    }

    List<String> tags(List<String> tags) {
      if (!repository.fails() && !runner.fails() && !run.fails()) {
        return tags;
      }
      List<String> more = new ArrayList<>(tags);
      tag(repository, REPOSITORY_UNKNOWN, more);
      tag(runner, RUNNER_UNKNOWN, more);
      tag(run, RUN_UNKNOWN, more);
      return more;
    }

    private static void tag(Look look, String tag, List<String> tags) {
      if (look.fails()) {
        tags.add(tag);
      }
    }
  }

  /** A look into a table, unless nobody has filled it. */
  private static final class Look {
    private final FactTable<Fact> table;
    private final @Nullable String id;
    private final boolean looked;
    private final @Nullable Fact fact;

    Look(FactTable<Fact> table, LogEvent event, String key) {
      this(table, table.isEmpty() ? null : event.contextText(key));
    }

    Look(FactTable<Fact> table, @Nullable String id) {
      this.table = table;
      this.id = id;
      this.looked = !table.isEmpty();
      this.fact = id == null || !looked ? null : table.get(id);
    }

    /** Whether a look now would find the same. */
    boolean holds() {
      return looked ? id == null || fact == table.get(id) : table.isEmpty();
    }

    boolean fails() {
      return looked && id != null && fact == null;
    }

    Map<String, Object> addTo(Map<String, Object> context) {
      return fact == null ? context : fact.addTo(context);
    }
  }
}
