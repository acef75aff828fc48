package dev.tailrace.agent;

import dev.tailrace.schemas.SourceAttributes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sources that are not followed: those whose files are gone and may come back, and those that only
 * wait for their last acknowledgements. What they had is counted for good when they are forgotten.
 */
final class Departed {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final AgentMetrics metrics;
  private final Map<String, SourceState> gone = new HashMap<>();
  private final List<SourceState> leaving = new ArrayList<>();
  private long forgottenLines;
  private long forgottenBytes;

  Departed(
      Checkpoint checkpoint,
      Function<SavedSource, SourceAttributes> attributes,
      AgentMetrics metrics) {
    this.metrics = metrics;
    this.forgottenLines = checkpoint.forgottenLines();
    this.forgottenBytes = checkpoint.forgottenBytes();
    for (SavedSource saved : checkpoint.sources()) {
      SourceState state = SourceState.restore(saved, attributes.apply(saved));
      if (saved.key().equals(StreamTail.KEY) || saved.replaced()) {
        leaving.add(state);
      } else {
        gone.put(saved.key(), state);
      }
    }
  }

  @Nullable SourceState find(String key) {
    return gone.get(key);
  }

  Collection<SourceState> gone() {
    return gone.values();
  }

  /** Those that were followed when the agent stopped and have not been seen since. */
  List<SourceState> missing() {
    return gone.values().stream().filter(s -> s.goneSince() == SavedSource.NOT_GONE).toList();
  }

  void remove(SourceState state) {
    gone.remove(state.key());
  }

  void gone(SourceState state, long now) {
    state.goneSince(now);
    gone.put(state.key(), state);
  }

  void leave(SourceState state) {
    state.replace();
    leaving.add(state);
  }

  /** Forgets those that are gone for long. Returns whether anything changed. */
  boolean forget(long now) {
    boolean changed = false;
    for (SourceState state : List.copyOf(gone.values())) {
      if (state.goneSince() == SavedSource.NOT_GONE) {
        state.goneSince(now);
      } else if (now - state.goneSince() > REMEMBERED.toMillis()) {
        metrics.lost(Loss.DELETED, state.unread());
        gone.remove(state.key());
        leave(state);
        changed = true;
      }
    }
    for (Iterator<SourceState> i = leaving.iterator(); i.hasNext(); ) {
      SourceState state = i.next();
      if (state.inFlight() == 0) {
        forgottenLines += state.lines();
        forgottenBytes += state.offset();
        i.remove();
        changed = true;
      }
    }
    return changed;
  }

  /** Bytes that were seen in files that are gone and that were not read. */
  long unread() {
    return gone.values().stream().mapToLong(SourceState::unread).sum();
  }

  Snapshot checkpoint(Collection<Tail> followed) {
    List<byte[]> sources = new ArrayList<>();
    Map<Path, Long> offsets = new HashMap<>();
    leaving.forEach(state -> sources.add(state.savedJson()));
    gone.values().forEach(state -> save(state, sources, offsets));
    followed.forEach(tail -> save(tail.state(), sources, offsets));
    return new Snapshot(CheckpointJson.write(sources, forgottenLines, forgottenBytes), offsets);
  }

  private static void save(SourceState state, List<byte[]> sources, Map<Path, Long> offsets) {
    sources.add(state.savedJson());
    Path path = state.path();
    if (path != null) {
      offsets.put(path, state.offset());
    }
  }
}
