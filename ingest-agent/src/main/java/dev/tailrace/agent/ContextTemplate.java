package dev.tailrace.agent;

import dev.tailrace.platform.config.ConfigException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of the context that may refer to named parts of the path, as {@code {repo}}. */
record ContextTemplate(String text) {
  private static final Pattern REFERENCE = Pattern.compile("\\{(" + PathPattern.NAME + ")}");

  void requireNames(String key, Set<String> names, String pattern) {
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      if (!names.contains(matcher.group(1))) {
        throw new ConfigException(
            "context." + key, text, "the path " + pattern + " has no part " + matcher.group());
      }
    }
  }

  String fill(Map<String, String> parts) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(parts.getOrDefault(found.group(1), found.group())));
  }
}
