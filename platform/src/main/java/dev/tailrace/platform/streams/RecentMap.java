package dev.tailrace.platform.streams;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was worked out for recent keys: beyond a number of entries, that one goes which came first,
 * to be worked out again if it is asked for. For one thread.
 */
@SuppressWarnings("serial") // never serialized
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {
  private final int most;

  /**
   * @param most entries at a time
   */
  public RecentMap(int most) {
    super(64);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
