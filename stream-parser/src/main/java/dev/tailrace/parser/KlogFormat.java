package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of Kubernetes' klog and of glog: {@code I0115 10:35:22.123456 1234 file.go:42] msg}.
 * It has no year: the time is the last such one before a day after the line was read.
 */
final class KlogFormat implements LineFormat {
  private static final int TIME_END = 21;

  @Override
  public @Nullable Line read(String text, LineSetting setting) {
    Level level = text.length() > TIME_END + 4 ? level(text.charAt(0)) : null;
    if (level == null || text.charAt(5) != ' ' || text.charAt(8) != ':' || text.charAt(14) != '.') {
      return null;
    }
    int bracket = text.indexOf("] ", TIME_END);
    int place = bracket < 0 ? -1 : text.lastIndexOf(' ', bracket) + 1;
    int colon = place < TIME_END ? -1 : text.indexOf(':', place);
    Instant time =
        YearlessTime.read(
            text.substring(1, 3), text.substring(3, 5), text.substring(6, TIME_END), setting);
    if (time == null || colon < 0 || colon > bracket) {
      return null;
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("code.file.path", text.substring(place, colon));
    context.put("code.line.number", text.substring(colon + 1, bracket));
    return new Line(text.substring(bracket + 2), time, level, null, null, null, context, List.of());
  }

  private static @Nullable Level level(char c) {
    return switch (c) {
      case 'I' -> Level.INFO;
      case 'W' -> Level.WARN;
      case 'E' -> Level.ERROR;
      case 'F' -> Level.FATAL;
      default -> null;
    };
  }
}
