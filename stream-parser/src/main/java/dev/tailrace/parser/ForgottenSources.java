package dev.tailrace.parser;

import dev.tailrace.platform.streams.HotStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Removes the state of sources that have written nothing for long, so that the store does not grow
 * with every file there ever was. It looks at some at a time and goes on where it stopped.
 */
final class ForgottenSources {
  private static final int AT_A_TIME = 2000;

  private final HotStore<SourceState> states;
  private final SourceStateCodec codec = new SourceStateCodec();
  private final long after;
  private @Nullable String next;

  /**
   * @param after how long a source must have been silent, in ms
   */
  ForgottenSources(HotStore<SourceState> states, long after) {
    this.states = states;
    this.after = after;
  }

  /**
   * @param now in ms since 1970
   */
  void look(long now) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = states.from(next)) {
      int seen = 0;
      while (all.hasNext() && seen < AT_A_TIME) {
        KeyValue<String, byte[]> source = all.next();
        if (codec.read(source.value).lastObserved < now - after) {
          old.add(source.key);
        }
        seen++;
      }
      next = all.hasNext() ? all.peekNextKey() : null;
    }
    old.forEach(states::delete);
  }
}
