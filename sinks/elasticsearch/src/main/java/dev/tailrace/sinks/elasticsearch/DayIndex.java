package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.schemas.Category;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * The index of a category's events of one day, UTC. An event's index follows from the event alone,
 * so the same event always meets its own {@code _id} there, however late it is sent again.
 */
record DayIndex(Category category, LocalDate day) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** The index of an event. */
  static DayIndex of(Category category, Instant filedAt) {
    return new DayIndex(category, LocalDate.ofInstant(filedAt, ZoneOffset.UTC));
  }

  /** The index of that name; empty if it is none of Tailrace's. */
  static Optional<DayIndex> parse(String name) {
    for (Category category : Category.values()) {
      if (name.startsWith(category.indexPrefix())) {
        return day(name.substring(category.indexPrefix().length()))
            .map(day -> new DayIndex(category, day));
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DAY));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  String name() {
    return category.indexPrefix() + DAY.format(day);
  }

  /** Whether even its last event has been kept for the category's time in hot storage. */
  boolean expired(Instant now) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return end.plus(category.hotRetention()).isBefore(now);
  }
}
