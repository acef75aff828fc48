package dev.tailrace.agent;

import dev.tailrace.platform.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One segment of a {@link PathPattern}.
 *
 * @param text as it was written
 * @param regex what a name must match, or null if it is plain text
 * @param names of the groups of the regular expression, in order
 */
record Segment(String text, Pattern regex, boolean plain, List<String> names) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\*|\\?|\\[[^\\]]+]|\\{(?<name>" + PathPattern.NAME + ")}|\\{(?<any>[^{}]*,[^{}]*)}");

  static Segment parse(String key, String text) {
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int done = 0;
    while (token.find()) {
      regex.append(Pattern.quote(text.substring(done, token.start())));
      regex.append(translate(token, names));
      done = token.end();
    }
    regex.append(Pattern.quote(text.substring(done)));
    try {
      Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
      return new Segment(text, compiled, done == 0, List.copyOf(names));
    } catch (PatternSyntaxException e) {
      throw new ConfigException(key, text, "is not a pattern: " + e.getDescription());
    }
  }

  private static String translate(Matcher token, List<String> names) {
    if (token.group("name") != null) {
      names.add(token.group("name"));
      return "(.+?)";
    }
    if (token.group("any") != null) {
      List<String> choices = new ArrayList<>();
      for (String choice : token.group("any").split(",", -1)) {
        choices.add(Pattern.quote(choice));
      }
      return "(?:" + String.join("|", choices) + ")";
    }
    return switch (token.group().charAt(0)) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> token.group().replace("[!", "[^").replace("&&", "&").replace("\\", "\\\\");
    };
  }

  /** Whether it is {@code **}. */
  boolean anyDirectories() {
    return text.equals("**");
  }

  /** Whether a name matches. Hidden files must be named. */
  boolean matches(String name) {
    return plain ? text.equals(name) : !hides(name) && regex.matcher(name).matches();
  }

  private boolean hides(String name) {
    return name.startsWith(".") && !text.startsWith(".");
  }

  /** Whether a name matches; if so its named parts are added. */
  boolean match(String name, Map<String, String> parts) {
    if (plain) {
      return text.equals(name);
    }
    if (hides(name)) {
      return false;
    }
    Matcher matcher = regex.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      parts.put(names.get(i), matcher.group(i + 1));
    }
    return true;
  }
}
