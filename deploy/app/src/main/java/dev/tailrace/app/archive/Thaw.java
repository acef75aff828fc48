package dev.tailrace.app.archive;

import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Restores objects from Glacier and waits for them. */
final class Thaw {
  private final Glacier glacier;
  private final Pause pause;

  /** What passes between two looks. */
  interface Pause {
    void pass() throws InterruptedException;
  }

  Thaw(Glacier glacier, Pause pause) {
    this.glacier = glacier;
    this.pause = pause;
  }

  /** Those of the objects that have to be restored. */
  List<ArchivedObject> frozen(List<ArchivedObject> objects) {
    return objects.stream()
        .filter(object -> glacier.availability(object) == Availability.FROZEN)
        .toList();
  }

  /**
   * Restores what is frozen; returns when all of the objects can be read.
   *
   * @param waiting is told, after each look, how many cannot be read yet
   */
  void restore(List<ArchivedObject> objects, IntConsumer waiting) throws InterruptedException {
    frozen(objects).forEach(glacier::restore);
    List<ArchivedObject> pending = new ArrayList<>(objects);
    pending.removeIf(this::isReadable);
    while (!pending.isEmpty()) {
      waiting.accept(pending.size());
      pause.pass();
      pending.removeIf(this::isReadable);
    }
  }

  /** Whether an object can be read now. */
  boolean isReadable(ArchivedObject object) {
    return glacier.availability(object) == Availability.READABLE;
  }
}
