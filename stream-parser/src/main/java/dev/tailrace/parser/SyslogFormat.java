package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Syslog, with a priority or without: RFC 5424's {@code <165>1 2003-10-11T22:14:15.003Z host app
 * 123 ID47 [sd] msg} and RFC 3164's {@code <34>Oct 11 22:14:15 host app[123]: msg}.
 */
final class SyslogFormat implements LineFormat {
  private static final int MOST_PRIORITY = 191;
  private static final int STAMP = 15;

  @Override
  public @Nullable Line read(String text, LineSetting setting) {
    if (text.charAt(0) != '<') {
      return old(text, 0, -1, setting);
    }
    int close = text.indexOf('>');
    int priority = close < 2 || close > 4 ? -1 : number(text, 1, close);
    if (priority < 0 || priority > MOST_PRIORITY) {
      return null;
    }
    return text.startsWith("1 ", close + 1)
        ? modern(text, close + 3, priority, setting)
        : old(text, close + 1, priority, setting);
  }

  private static @Nullable Line modern(String text, int from, int priority, LineSetting setting) {
    String[] parts = text.substring(from).split(" ", 6);
    if (parts.length < 6) {
      return null;
    }
    Instant time = parts[0].equals("-") ? null : IsoTime.parse(parts[0], setting.zone());
    if (time == null && !parts[0].equals("-")) {
      return null;
    }
    Map<String, Object> context = facility(priority);
    put(context, "syslog.hostname", parts[1]);
    put(context, "syslog.appname", parts[2]);
    put(context, "syslog.procid", parts[3]);
    put(context, "syslog.msgid", parts[4]);
    int end = structuredEnd(parts[5]);
    put(context, "syslog.structured_data", parts[5].substring(0, end));
    String message = parts[5].substring(end).stripLeading();
    return line(Escapes.afterMarks(message), time, priority, context);
  }

  /** Where the structured data ends: {@code -}, or elements in brackets with quoted values. */
  private static int structuredEnd(String text) {
    if (!text.startsWith("[")) {
      return text.startsWith("-") ? 1 : 0;
    }
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted && !text.startsWith("[", i + 1)) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static @Nullable Line old(String text, int from, int priority, LineSetting setting) {
    if (text.length() < from + STAMP + 2 || text.charAt(from + STAMP) != ' ') {
      return null;
    }
    String month = YearlessTime.month(text, from);
    if (month == null || text.charAt(from + 3) != ' ') {
      return null;
    }
    Instant time =
        YearlessTime.read(
            month,
            text.substring(from + 4, from + 6),
            text.substring(from + 7, from + STAMP),
            setting);
    int host = text.indexOf(' ', from + STAMP + 1);
    int colon = host < 0 ? -1 : text.indexOf(": ", host);
    if (time == null || colon < 0 || text.indexOf(' ', host + 1) < colon) {
      return null;
    }
    Map<String, Object> context = facility(priority);
    put(context, "syslog.hostname", text.substring(from + STAMP + 1, host));
    tag(context, text.substring(host + 1, colon));
    return line(text.substring(colon + 2), time, priority, context);
  }

  private static void tag(Map<String, Object> context, String tag) {
    int bracket = tag.endsWith("]") ? tag.indexOf('[') : -1;
    put(context, "syslog.appname", bracket < 0 ? tag : tag.substring(0, bracket));
    if (bracket >= 0) {
      put(context, "syslog.procid", tag.substring(bracket + 1, tag.length() - 1));
    }
  }

  private static Line line(
      String message, @Nullable Instant time, int priority, Map<String, Object> context) {
    Level level = priority < 0 ? LevelWord.leading(message) : level(priority & 7);
    return new Line(message, time, level, null, null, null, context, List.of());
  }

  private static Level level(int severity) {
    return switch (severity) {
      case 0, 1, 2 -> Level.FATAL;
      case 3 -> Level.ERROR;
      case 4 -> Level.WARN;
      case 5, 6 -> Level.INFO;
      default -> Level.DEBUG;
    };
  }

  private static Map<String, Object> facility(int priority) {
    Map<String, Object> context = new LinkedHashMap<>();
    if (priority >= 0) {
      context.put("syslog.facility.code", priority >> 3);
    }
    return context;
  }

  private static void put(Map<String, Object> context, String key, String value) {
    if (!value.isEmpty() && !value.equals("-")) {
      context.put(key, value);
    }
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
