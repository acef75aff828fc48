package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;

/** Stores some objects, and then the process is as good as killed. */
final class DyingStore implements ObjectStore {
  private final ObjectStore store;
  private int puts;

  /**
   * @param puts how many, from 1
   */
  DyingStore(ObjectStore store, int puts) {
    this.store = store;
    this.puts = puts;
  }

  @Override
  public void put(Upload object) throws SinkUnavailableException {
    store.put(object);
    if (--puts == 0) {
      throw new AssertionError("killed");
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
