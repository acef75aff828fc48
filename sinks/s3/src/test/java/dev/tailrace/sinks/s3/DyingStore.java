package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;

/** Stores one object, and then the process is as good as killed. */
final class DyingStore implements ObjectStore {
  private final ObjectStore store;

  DyingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(Upload object) throws SinkUnavailableException {
    store.put(object);
    throw new AssertionError("killed");
  }

  @Override
  public void close() {
    store.close();
  }
}
