package dev.tailrace.router;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of certain events. It has one action: {@code drop}, {@code sample}, {@code
 * throttle}, {@code send} to more topics, {@code clamp} its time, or {@code keep}. The first rule
 * that matches an event counts, and the events that a rule holds back still report what they
 * report: CI events are never dropped.
 *
 * @param name names it in tests and metrics
 * @param when what it matches; everything if it is not given
 * @param action what it does
 * @param ratio of {@code sample}: which part of the traces is kept, from 0 to 1
 * @param eventsPerSecond of {@code throttle}: how many events of a repository pass
 * @param burst of {@code throttle}: how many pass at once after a pause
 * @param send of {@code send}: the topics
 * @param allowSecurity whether it may hold back security events, which it otherwise leaves alone
 */
public record RouteRule(
    String name,
    RuleCondition when,
    Action action,
    @Nullable Double ratio,
    @Nullable Integer eventsPerSecond,
    @Nullable Integer burst,
    List<String> send,
    Boolean allowSecurity) {

  /** What a rule does with an event. */
  public enum Action {
    DROP,
    SAMPLE,
    THROTTLE,
    SEND,
    CLAMP,
    KEEP
  }

  public RouteRule {
    send = List.copyOf(requireNonNullElse(send, List.of()));
    allowSecurity = requireNonNullElse(allowSecurity, false);
    when = when == null ? RuleCondition.ANY : when;
    if (name == null || !name.matches("[a-z0-9-]{1,64}")) {
      throw new ConfigException("rules.name", name, "must be lower case words joined by hyphens");
    }
    if (action == null) {
      throw new ConfigException(
          "rules.action", null, "must be drop, sample, throttle, send, clamp or keep");
    }
    needs(action == Action.SAMPLE, ratio, "ratio");
    needs(action == Action.THROTTLE, eventsPerSecond, "events-per-second");
    if (ratio != null && !(ratio >= 0 && ratio <= 1)) {
      throw new ConfigException("rules.ratio", ratio, "must be from 0 to 1");
    }
    if (eventsPerSecond != null && eventsPerSecond < 1) {
      throw new ConfigException("rules.events-per-second", eventsPerSecond, "must be 1 or more");
    }
    if (burst == null) {
      burst = eventsPerSecond;
    } else if (burst < 1) {
      throw new ConfigException("rules.burst", burst, "must be 1 or more");
    }
    if ((action == Action.SEND) == send.isEmpty()) {
      throw new ConfigException("rules.send", send, "is for action send, which needs it");
    }
    for (String topic : send) {
      if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.startsWith("logs.")) {
        throw new ConfigException(
            "rules.send", topic, "must be a name of a topic that does not begin with logs.");
      }
    }
  }

  private static void needs(boolean needed, @Nullable Object value, String key) {
    if (needed != (value != null)) {
      throw new ConfigException(
          "rules." + key, value, needed ? "is missing" : "does not go with this action");
    }
  }

  /** Whether the rule leaves the event alone, whatever its condition says. */
  boolean spares(LogEvent event) {
    return Throttles.isNotice(event) || isSecurity(event);
  }

  private boolean isSecurity(LogEvent event) {
    return event.category() == Category.SECURITY_EVENTS
        && !allowSecurity
        && action != Action.SEND
        && action != Action.CLAMP
        && action != Action.KEEP;
  }
}
