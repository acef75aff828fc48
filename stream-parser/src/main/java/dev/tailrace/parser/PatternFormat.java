package dev.tailrace.parser;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lines by a user's own pattern. */
final class PatternFormat implements LineFormat {
  private final Pattern pattern;
  private final @Nullable ZoneId zone;
  private final String start;
  private final @Nullable String service;

  PatternFormat(PatternConfig config) {
    this.pattern = Pattern.compile(config.match());
    String own = config.zone();
    this.zone = own == null ? null : ZoneId.of(own);
    this.start = literalStart(config.match());
    this.service = config.service();
  }

  /** The plain characters that every match begins with; most lines are told by them alone. */
  private static String literalStart(String match) {
    int from = match.startsWith("^") ? 1 : 0;
    int end = from;
    while (end < match.length()
        && (Character.isLetterOrDigit(match.charAt(end))
            || " :=<_-".indexOf(match.charAt(end)) >= 0)) {
      end++;
    }
    boolean repeated = end < match.length() && "?*{|".indexOf(match.charAt(end)) >= 0;
    boolean choice = match.indexOf('|') >= 0;
    return choice ? "" : match.substring(from, repeated && end > from ? end - 1 : end);
  }

  @Override
  public @Nullable Line read(String text, LineSetting setting) {
    if (!text.startsWith(start) || (service != null && !service.equals(setting.service()))) {
      return null;
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (String group : pattern.namedGroups().keySet()) {
      String value = matcher.group(group);
      if (value != null) {
        members.put(group, value);
      }
    }
    ZoneId own = zone;
    return FieldMapping.map(members, text, own == null ? setting : setting.in(own));
  }
}
