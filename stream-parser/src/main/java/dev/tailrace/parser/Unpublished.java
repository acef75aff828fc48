package dev.tailrace.parser;

import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.schemas.SourceSummary;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The sources of jobs whose summary is older than their last line. They are in a store of their own
 * so that a crash forgets none and nobody must look at all sources to find them.
 */
final class Unpublished {
  /** How many summaries are published at a time; the rest follow at the next. */
  private static final int MOST = 10_000;

  private static final byte[] PRESENT = {1};

  private final KeyValueStore<String, byte[]> store;
  private final HotStore<SourceState> states;

  Unpublished(KeyValueStore<String, byte[]> store, HotStore<SourceState> states) {
    this.store = store;
    this.states = states;
  }

  /** A line has changed the state. */
  void changed(String source, SourceState state) {
    if (!state.unpublished && state.job != null) {
      state.unpublished = true;
      store.put(source, PRESENT);
    }
  }

  /** The summary is published now. */
  void published(String source, SourceState state) {
    if (state.unpublished) {
      state.unpublished = false;
      store.delete(source);
    }
  }

  /** The summaries that are to be published; they count as such from here on. */
  List<SourceSummary> take() {
    List<SourceSummary> summaries = new ArrayList<>();
    for (String source : sources()) {
      SourceState state = states.change(source, SourceState::new);
      SourceSummary summary = state.summary(source);
      if (summary != null) {
        summaries.add(summary);
      }
      published(source, state);
    }
    return summaries;
  }

  private List<String> sources() {
    List<String> sources = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext() && sources.size() < MOST) {
        sources.add(all.next().key);
      }
    }
    return sources;
  }
}
