package dev.tailrace.sinks.livetail;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a stream of server-sent events together again. */
final class EventReader {
  private final Consumer<Event> events;
  private final StringBuilder data = new StringBuilder();
  private @Nullable String id;
  private String type = "message";

  /**
   * One event.
   *
   * @param id null if it has none
   */
  record Event(@Nullable String id, String type, String data) {}

  EventReader(Consumer<Event> events) {
    this.events = events;
  }

  void line(String line) {
    if (line.isEmpty()) {
      dispatch();
      return;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    value = value.startsWith(" ") ? value.substring(1) : value;
    switch (field) {
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      case "id" -> id = value;
      case "event" -> type = value;
      default -> {
        // A comment, or a field that means nothing here.
      }
    }
  }

  private void dispatch() {
    if (!data.isEmpty()) {
      events.accept(new Event(id, type, data.toString()));
    }
    data.setLength(0);
    id = null;
    type = "message";
  }
}
