package dev.tailrace.parser;

import dev.tailrace.schemas.IsoDate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO 8601 times as logs write them: {@code 2024-01-15T10:35:22.123Z}, a space for the T, a
 * comma for the point, offsets with and without colon, down to nanoseconds. Without an offset it is
 * UTC. Written by hand because every line has one.
 */
final class IsoTime {
  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;
  private boolean valid = true;
  private boolean hasOffset = true;

  private IsoTime(String text) {
    this.text = text;
  }

  /** The time, or null if the text is not one. Without an offset it is UTC. */
  static @Nullable Instant parse(String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /**
   * The time, or null if the text is not one.
   *
   * @param zone of a time that has no offset. Of a time that a clock set back shows twice it is the
   *     first, and a time that a clock set forward skips is moved by the gap, as {@link
   *     java.time.ZonedDateTime} does.
   */
  static @Nullable Instant parse(String text, ZoneId zone) {
    if (text.length() < "2024-01-15T10:35:22".length() || text.charAt(4) != '-') {
      return null;
    }
    IsoTime time = new IsoTime(text);
    Instant instant = time.instant();
    return instant == null || time.hasOffset || zone.equals(ZoneOffset.UTC)
        ? instant
        : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).atZone(zone).toInstant();
  }

  private @Nullable Instant instant() {
    int year = digits(4);
    int month = after('-');
    int day = after('-');
    if (!valid || !IsoDate.exists(year, month, day)) {
      return null; // 30 February
    }
    at++;
    valid &= text.charAt(at - 1) == 'T' || text.charAt(at - 1) == ' ' || text.charAt(at - 1) == 't';
    int hour = digits(2);
    int minute = after(':');
    int second = after(':');
    valid &= hour < 24 && minute < 60 && second <= 60; // 60 is a leap second
    int nanos = fraction();
    int offset = offset();
    if (!valid || at != text.length()) {
      return null;
    }
    long seconds =
        IsoDate.epochDay(year, month, day) * IsoDate.SECONDS_PER_DAY
            + hour * 3600L
            + minute * 60L
            + second;
    return Instant.ofEpochSecond(seconds - offset, nanos);
  }

  private int after(char separator) {
    valid &= at < text.length() && text.charAt(at) == separator;
    at++;
    return digits(2);
  }

  private int digits(int count) {
    int value = 0;
    for (int end = at + count; at < end; at++) {
      int digit = at < text.length() ? text.charAt(at) - '0' : -1;
      valid &= digit >= 0 && digit <= 9;
      value = value * 10 + digit;
    }
    return value;
  }

  private int fraction() {
    if (at >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return 0;
    }
    at++;
    int nanos = 0;
    int count = 0;
    for (; at < text.length() && isDigit(text.charAt(at)); at++, count++) {
      if (count < NANO_DIGITS) {
        nanos = nanos * 10 + (text.charAt(at) - '0');
      }
    }
    valid &= count > 0;
    for (; count < NANO_DIGITS; count++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The offset from UTC in seconds; east is positive. */
  private int offset() {
    if (at >= text.length()) {
      hasOffset = false;
      return 0;
    }
    char sign = text.charAt(at++);
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    valid &= sign == '+' || sign == '-';
    int hours = digits(2);
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
    }
    int minutes = at < text.length() ? digits(2) : 0;
    valid &= hours <= 18 && minutes < 60;
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }
}
