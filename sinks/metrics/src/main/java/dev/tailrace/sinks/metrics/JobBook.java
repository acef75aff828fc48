package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The store of jobs and runs: takes their events, tires of waiting, forgets. */
final class JobBook {
  private final KeyValueStore<String, JobState> store;
  private final JobMachine machine;
  private final MetricsConfig config;

  /** The jobs that wait for something, so that not all must be read to find them. */
  private final Set<String> waiting = new HashSet<>();

  JobBook(KeyValueStore<String, JobState> store, JobMachine machine, MetricsConfig config) {
    this.store = store;
    this.machine = machine;
    this.config = config;
    try (KeyValueIterator<String, JobState> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, JobState> entry = all.next();
        noteWaiting(entry.key, entry.value);
      }
    }
  }

  List<Observation> take(CiEvent event, long now) {
    String key = event.key();
    JobState before = store.get(key);
    JobMachine.Step step = machine.apply(before, event, now);
    if (before == null || !before.sameAs(step.state())) {
      store.put(key, step.state());
      noteWaiting(key, step.state());
    }
    return step.observations();
  }

  /** Counts those that have waited long enough without what they waited for. */
  List<Observation> giveUpWaiting(long now) {
    List<Observation> observations = new ArrayList<>();
    for (String key : List.copyOf(waiting)) {
      JobState state = store.get(key);
      if (state == null) {
        waiting.remove(key);
      } else if (now - state.updatedAt() >= config.patience().toMillis()) {
        JobMachine.Step step = machine.giveUpWaiting(state);
        store.put(key, step.state());
        observations.addAll(step.observations());
        waiting.remove(key);
      }
    }
    return observations;
  }

  void forget(long now) {
    try (KeyValueIterator<String, JobState> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, JobState> entry = all.next();
        boolean ended = entry.value.ended();
        long keep = (ended ? config.forgetAfter() : config.abandonAfter()).toMillis();
        if (now - entry.value.updatedAt() >= keep) {
          store.delete(entry.key);
          waiting.remove(entry.key);
        }
      }
    }
  }

  private void noteWaiting(String key, JobState state) {
    if (machine.waiting(state)) {
      waiting.add(key);
    } else {
      waiting.remove(key);
    }
  }
}
