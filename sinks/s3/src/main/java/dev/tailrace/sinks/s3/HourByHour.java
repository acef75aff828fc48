package dev.tailrace.sinks.s3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The objects of a listing, those of each hour together. Reads no further than it must. */
final class HourByHour implements Iterator<List<ArchivedObject>> {
  private final Iterator<ArchivedObject> objects;
  private @Nullable ArchivedObject next;

  /**
   * @param objects in the order of their keys, which are the archive's
   */
  HourByHour(Iterator<ArchivedObject> objects) {
    this.objects = objects;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public List<ArchivedObject> next() {
    ArchivedObject first = next;
    if (first == null) {
      throw new NoSuchElementException();
    }
    ObjectGroup group = ObjectGroup.of(first);
    List<ArchivedObject> hour = new ArrayList<>();
    for (ArchivedObject object = first;
        object != null && ObjectGroup.of(object).equals(group);
        object = advance()) {
      hour.add(object);
    }
    return hour;
  }

  private @Nullable ArchivedObject advance() {
    next = objects.hasNext() ? objects.next() : null;
    return next;
  }
}
