package dev.tailrace.parser;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times in the shapes that are not ISO's: RFC 1123, web servers', {@code date}'s and syslog's. They
 * are rare, so they are tried one by one. An offset or a zone by its name counts before the
 * source's zone; short names that mean several zones are not taken.
 */
final class OtherTimes {
  private static final int LONGEST = 48;
  private static final List<DateTimeFormatter> SHAPES =
      List.of(
          shape("d/MMM/uuuu:HH:mm:ss Z"),
          shape("EEE, d MMM uuuu HH:mm:ss[ XX][ 'GMT'][ 'UTC']"),
          shape("EEE MMM d HH:mm:ss['.'SSS][ 'UTC'][ 'GMT'][ VV] uuuu"),
          shape("uuuu/MM/dd HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][ XX]"),
          shape("d MMM uuuu HH:mm:ss[.SSS][,SSS]"),
          shape("MMM d, uuuu h:mm:ss a"),
          shape("M/d/uuuu h:mm:ss a"),
          shape("uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]XXX'['VV']'"));

  private OtherTimes() {}

  private static DateTimeFormatter shape(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** The time; null if the text is in none of these shapes. */
  static @Nullable Instant parse(String text, LineSetting setting) {
    if (text.length() > LONGEST) {
      return null;
    }
    String once = text.replace("  ", " "); // date writes "Jan  5"
    for (DateTimeFormatter shape : SHAPES) {
      try {
        return instant(
            shape.parseBest(once, ZonedDateTime::from, LocalDateTime::from), text, setting);
      } catch (DateTimeException e) {
        // Not in this shape.
      }
    }
    return yearless(text, setting);
  }

  private static Instant instant(TemporalAccessor time, String text, LineSetting setting) {
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    boolean utc = text.endsWith("GMT") || text.contains("UTC") || text.contains(" GMT ");
    ZoneId zone = utc ? ZoneId.of("UTC") : setting.zone();
    return ((LocalDateTime) time).atZone(zone).toInstant();
  }

  /** {@code Jan 15 10:35:22}. */
  private static @Nullable Instant yearless(String text, LineSetting setting) {
    String month = text.length() < 15 ? null : YearlessTime.month(text, 0);
    return month == null
        ? null
        : YearlessTime.read(month, text.substring(4, 6), text.substring(7), setting);
  }
}
