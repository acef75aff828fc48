package dev.tailrace.router.ledger;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.SourceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The store of jobs: takes what comes, says what is to be published, forgets. */
final class LedgerBook {
  private final KeyValueStore<String, JobLedger> store;
  private final LedgerConfig config;

  /** The jobs that have news to publish, so that not all must be read to find them. */
  private final Set<String> pending = new TreeSet<>();

  LedgerBook(KeyValueStore<String, JobLedger> store, LedgerConfig config) {
    this.store = store;
    this.config = config;
    try (KeyValueIterator<String, JobLedger> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, JobLedger> entry = all.next();
        if (entry.value.pending()) {
          pending.add(entry.key);
        }
      }
    }
  }

  /**
   * Takes the event that a job has ended.
   *
   * @param now in milliseconds since 1970
   */
  void take(CiEvent end, long now) {
    JobLedger before = get(end.key());
    save(end.key(), before, before.with(end, now));
  }

  /** Takes what has come of a source. */
  void take(SourceSummary summary, long now) {
    JobLedger before = get(summary.job());
    save(summary.job(), before, before.with(summary, now));
  }

  private JobLedger get(String job) {
    JobLedger ledger = store.get(job);
    return ledger == null ? JobLedger.EMPTY : ledger;
  }

  private void save(String job, JobLedger before, JobLedger after) {
    if (!after.equals(before)) {
      store.put(job, after);
      if (after.pending()) {
        pending.add(job);
      }
    }
  }

  /** What has waited long enough; it counts as published from here on. */
  List<CiEvent> due(long now) {
    List<CiEvent> events = new ArrayList<>();
    for (String job : List.copyOf(pending)) {
      JobLedger ledger = get(job);
      CiEvent completed = ledger.completed();
      if (completed == null) {
        pending.remove(job);
      } else if (ledger.due(config, now)) {
        JobLedger published = ledger.published();
        store.put(job, published);
        pending.remove(job);
        events.add(JobLog.event(completed, published, published.revision()));
      }
    }
    return events;
  }

  /** Forgets the jobs of which nothing was heard for long. */
  void forget(long now) {
    try (KeyValueIterator<String, JobLedger> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, JobLedger> entry = all.next();
        boolean old = now - entry.value.updatedAt() >= config.forget().toMillis();
        if (old && !entry.value.pending()) {
          store.delete(entry.key);
        }
      }
    }
  }
}
