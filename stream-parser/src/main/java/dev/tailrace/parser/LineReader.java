package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the format of a line by its first characters. What is in no format is plain text, and
 * never an error. A CI platform puts a time before what a program wrote, so what stands behind a
 * time is read again, once; of two times the inner one counts.
 *
 * <p>Formats tell themselves by what they write, so the answer is the same whatever was read
 * before. What is remembered of a source is the step it is in, and whether Buildkite wrote it,
 * whose groups look like a diff.
 */
final class LineReader {
  private final List<? extends LineFormat> patterns;
  private final CiLog marks = new CiLog();
  private final KlogFormat klog = new KlogFormat();
  private final SyslogFormat syslog = new SyslogFormat();
  private final AccessLogFormat access = new AccessLogFormat();

  /**
   * @param patterns a user's own formats, which are tried first
   */
  LineReader(List<? extends LineFormat> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  Line read(String text, LineSetting setting) {
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    Line own = byPattern(line, setting);
    return CiLog.inStep(own == null ? recognised(line, setting) : own, setting.memory());
  }

  private @Nullable Line byPattern(String text, LineSetting setting) {
    for (LineFormat pattern : patterns) {
      Line read = pattern.read(text, setting);
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private Line recognised(String line, LineSetting setting) {
    String text = Escapes.afterMarks(line);
    TimePrefix prefix = null;
    Instant time = null;
    if (!text.isEmpty()) {
      char first = text.charAt(0);
      if (first >= '1' && first <= '2') {
        prefix = TimePrefix.read(text, 0, setting.zone());
      } else if (first == '[') {
        prefix = bracketed(text, setting);
      } else if (line.startsWith(Escapes.BUILDKITE)) {
        time = Escapes.buildkiteTime(line);
        setting.memory().set(CiLog.BUILDKITE, time == null ? null : "1");
      }
    }
    if (prefix == null) {
      Line read = inner(text, setting);
      return (read == null ? plain(text) : read).at(time);
    }
    return behind(prefix, text, setting).at(prefix.time());
  }

  /** What a program wrote, behind the time that its platform or it itself put before it. */
  private Line behind(TimePrefix prefix, String text, LineSetting setting) {
    String rest = rest(text, prefix.end());
    String said = CiTimes.afterStream(text, prefix, rest);
    Line read = said.isEmpty() ? null : byPattern(said, setting);
    if (read == null && !said.isEmpty()) {
      read = text.charAt(0) == '[' ? RustHeader.read(rest) : null;
      read = read == null ? inner(said, setting) : read;
    }
    if (read != null) {
      return read;
    }
    return CiTimes.isPlatforms(text, prefix) ? plain(said) : plainAfterTime(said);
  }

  /**
   * Jenkins' {@code [2024-01-15T10:35:22.123Z] text}, Taskcluster's {@code [task 2024-..Z] text}.
   */
  private static @Nullable TimePrefix bracketed(String text, LineSetting setting) {
    int start = 1;
    while (start < text.length() && start < 16 && isLower(text.charAt(start))) {
      start++;
    }
    start += start > 1 && start < text.length() && text.charAt(start) == ' ' ? 1 : 0;
    return TimePrefix.read(text, start, setting.zone());
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  /**
   * What a platform has put a time before: the blank behind the time and its bracket are the
   * platform's, further ones are the program's.
   */
  private static String rest(String text, int end) {
    int at = end;
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
    }
    if (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return Escapes.afterMarks(text.substring(at));
  }

  private @Nullable Line inner(String text, LineSetting setting) {
    char first = firstVisible(text);
    if (first == '{') {
      Map<String, Object> members = JsonFormat.read(text);
      return members == null
          ? Line.plain(text, List.of(Tags.NOT_JSON))
          : FieldMapping.map(members, text, setting);
    }
    Line read = marks.read(text, setting);
    if (read == null) {
      read = byFirst(first, text, setting);
    }
    if (read == null) {
      Map<String, Object> pairs = LogfmtFormat.read(text);
      read = pairs == null ? null : FieldMapping.map(pairs, text, setting);
    }
    return read;
  }

  private @Nullable Line byFirst(char first, String text, LineSetting setting) {
    return switch (first) {
      case 'I', 'W', 'E', 'F', 'D', 'M', 'J', 'A', 'S', 'O', 'N', '<' -> {
        Line read = klog.read(text, setting);
        yield read == null ? syslog.read(text, setting) : read;
      }
      case ':' -> access.read(text, setting); // a client at ::1
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbers(text, setting);
      default -> null;
    };
  }

  private @Nullable Line numbers(String text, LineSetting setting) {
    int clock = clockEnd(text);
    if (clock > 0) {
      String rest = text.substring(clock).stripLeading();
      return Line.of(rest, levelAfterTime(rest), Map.of());
    }
    TimePrefix second = TimePrefix.read(text, 0, setting.zone());
    if (second != null) {
      return plainAfterTime(rest(text, second.end())).at(second.time());
    }
    return access.read(text, setting);
  }

  /** Behind {@code 10:35:22} and blanks: the day is the platform's to say. */
  private static int clockEnd(String text) {
    boolean clock =
        text.length() > 9
            && text.charAt(2) == ':'
            && text.charAt(5) == ':'
            && Character.isDigit(text.charAt(1))
            && Character.isDigit(text.charAt(4))
            && Character.isDigit(text.charAt(7))
            && text.charAt(8) == ' ';
    return clock ? 9 : -1;
  }

  private static Line plain(String text) {
    return Line.of(text, LevelWord.leading(text), Map.of());
  }

  private static Line plainAfterTime(String text) {
    return Line.of(text, levelAfterTime(text), Map.of());
  }

  private static @Nullable Level levelAfterTime(String text) {
    Level leading = LevelWord.leading(text);
    return leading == null ? LevelWord.among(text, 0) : leading;
  }

  private static char firstVisible(String text) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i < text.length() ? text.charAt(i) : ' ';
  }
}
