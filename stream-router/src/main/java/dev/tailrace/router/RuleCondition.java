package dev.tailrace.router;

import static java.util.Objects.requireNonNullElse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event must be for a rule. All that is given has to hold.
 *
 * @param service its service; a star stands for anything
 * @param repository its repository; a star stands for anything
 * @param levelAtMost its level is this or less severe
 * @param levelAtLeast its level is this or more severe
 * @param category the id of its category
 * @param authority platform or job
 * @param tag one of its tags
 * @param contains a text in its message
 * @param matches a regular expression of RE2 that is found in its message
 * @param context keys of its context and their values, as text
 * @param lateBy its time is so much before it was read, or more
 * @param aheadBy its time is so much behind it, or more
 */
public record RuleCondition(
    @Nullable String service,
    @Nullable String repository,
    @Nullable Level levelAtMost,
    @Nullable Level levelAtLeast,
    @Nullable String category,
    @Nullable String authority,
    @Nullable String tag,
    @Nullable String contains,
    @Nullable String matches,
    Map<String, String> context,
    @Nullable Duration lateBy,
    @Nullable Duration aheadBy) {
  static final RuleCondition ANY =
      new RuleCondition(null, null, null, null, null, null, null, null, null, Map.of(), null, null);

  public RuleCondition {
    context = Map.copyOf(requireNonNullElse(context, Map.of()));
    if (category != null && Category.byId(category).isEmpty()) {
      throw new ConfigException("rules.when.category", category, "is no category");
    }
    if (authority != null && Authority.byId(authority).isEmpty()) {
      throw new ConfigException("rules.when.authority", authority, "must be platform or job");
    }
    positive("late-by", lateBy);
    positive("ahead-by", aheadBy);
    try {
      if (matches != null) {
        Pattern.compile(matches);
      }
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "rules.when.matches", matches, "is not in RE2's syntax: " + e.getDescription());
    }
  }

  private static void positive(String key, @Nullable Duration duration) {
    if (duration != null && (duration.isNegative() || duration.isZero())) {
      throw new ConfigException("rules.when." + key, duration, "must be longer than 0ms");
    }
  }

  /** Whether all holds but the regular expression, which is compiled elsewhere. */
  boolean holds(LogEvent event) {
    Category filed = event.category();
    return (levelAtMost == null || levelAtMost.isAtLeast(event.level()))
        && (levelAtLeast == null || event.level().isAtLeast(levelAtLeast))
        && (category == null || (filed != null && category.equals(filed.id())))
        && (authority == null || authority.equals(event.source().authority().id()))
        && isLike(service, event.service())
        && isLike(repository, event.contextText(ContextKeys.REPOSITORY))
        && (tag == null || event.tags().contains(tag))
        && hasContext(event)
        && isFar(event)
        && (contains == null || event.message().contains(contains));
  }

  private boolean isFar(LogEvent event) {
    return (lateBy == null || !event.timestamp().isAfter(event.observedTimestamp().minus(lateBy)))
        && (aheadBy == null
            || !event.timestamp().isBefore(event.observedTimestamp().plus(aheadBy)));
  }

  private boolean hasContext(LogEvent event) {
    for (Map.Entry<String, String> entry : context.entrySet()) {
      Object value = event.context().get(entry.getKey());
      if (value == null || !entry.getValue().equals(value.toString())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is like the pattern, in which a star stands for anything. */
  static boolean isLike(@Nullable String pattern, @Nullable String text) {
    if (pattern == null) {
      return true;
    }
    if (text == null) {
      return false;
    }
    String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
    String lower = text.toLowerCase(Locale.ROOT);
    if (parts.length == 1) {
      return lower.equals(parts[0]);
    }
    String last = parts[parts.length - 1];
    if (!lower.startsWith(parts[0])
        || !lower.endsWith(last)
        || lower.length() < parts[0].length() + last.length()) {
      return false;
    }
    int at = parts[0].length();
    int end = lower.length() - last.length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = lower.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }
}
