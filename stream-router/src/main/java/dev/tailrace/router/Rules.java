package dev.tailrace.router;

import com.google.re2j.Pattern;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides by a configuration's rules what becomes of an event. For one thread. */
final class Rules {
  /** What a throttled rule asks. */
  interface Throttle {
    /**
     * @param now when the event was observed, in ms since 1970
     * @return whether the event passes
     */
    boolean passes(RouteRule rule, String repository, long now);
  }

  /**
   * What becomes of an event.
   *
   * @param rule the rule that matched; null if none did
   * @param kept whether it goes to its topics
   */
  record Decision(@Nullable RouteRule rule, boolean kept) {
    private static final Decision NO_RULE = new Decision(null, true);

    /** Whether the event is to have the time at which it was read. */
    boolean clamps() {
      return rule != null && rule.action() == RouteRule.Action.CLAMP;
    }

    List<String> extraTopics() {
      return rule == null ? List.of() : rule.send();
    }
  }

  private record Compiled(RouteRule rule, @Nullable Pattern pattern) {
    static Compiled of(RouteRule rule) {
      String pattern = rule.when().matches();
      return new Compiled(rule, pattern == null ? null : Pattern.compile(pattern));
    }

    boolean matches(LogEvent event) {
      return !rule.spares(event)
          && rule.when().holds(event)
          && (pattern == null || pattern.matcher(event.message()).find());
    }
  }

  private final List<Compiled> compiled;

  Rules(List<RouteRule> rules) {
    this.compiled = rules.stream().map(Compiled::of).toList();
  }

  /**
   * @param now when the event was observed, in ms since 1970
   */
  Decision decide(LogEvent event, Throttle throttle, long now) {
    for (Compiled candidate : compiled) {
      if (candidate.matches(event)) {
        return new Decision(candidate.rule(), keeps(candidate.rule(), event, throttle, now));
      }
    }
    return Decision.NO_RULE;
  }

  private static boolean keeps(RouteRule rule, LogEvent event, Throttle throttle, long now) {
    return switch (rule.action()) {
      case DROP -> false;
      case SAMPLE -> isSampled(event, rule.ratio());
      case THROTTLE -> throttle.passes(rule, repository(event), now);
      case SEND, CLAMP, KEEP -> true;
    };
  }

  static String repository(LogEvent event) {
    String repository = event.contextText(ContextKeys.REPOSITORY);
    return repository == null ? "" : repository;
  }

  /** All lines of a trace are kept or none, on every instance and every time. */
  private static boolean isSampled(LogEvent event, @Nullable Double ratio) {
    String trace = event.traceId();
    String run = event.contextText(ContextKeys.RUN_ID);
    String id = trace != null ? trace : run != null ? run : event.eventId();
    long mixed = id.hashCode() * 0x9E3779B97F4A7C15L;
    double place = (double) (mixed >>> 11) / (double) (1L << 53);
    return ratio != null && place < ratio;
  }
}
