package dev.tailrace.router;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of rules with examples of what they are to do, as {@code tailrace router --test} runs
 * them.
 *
 * @param rules as under {@code router.rules} of the configuration
 * @param tests the examples
 */
public record RuleTests(List<RouteRule> rules, List<Example> tests) {
  /** When every event of an example is read. */
  private static final Instant READ = Instant.EPOCH;

  public RuleTests {
    rules = List.copyOf(requireNonNullElse(rules, List.of()));
    tests = List.copyOf(requireNonNullElse(tests, List.of()));
    if (tests.isEmpty()) {
      throw new ConfigException("tests", null, "give at least one example of what the rules do");
    }
  }

  /**
   * An event, and what becomes of it.
   *
   * @param name says what the example shows
   * @param event what is not given of it is as plain as can be
   * @param expect what the rules are to do
   */
  public record Example(String name, Event event, Expectation expect) {
    public Example {
      if (name == null || event == null || expect == null) {
        throw new ConfigException("tests", name, "each has a name, an event and what to expect");
      }
    }
  }

  /** An event as an example gives it; unless it says so, neither late nor ahead of its time. */
  public record Event(
      @Nullable String service,
      @Nullable Level level,
      @Nullable String category,
      @Nullable String authority,
      @Nullable String message,
      @Nullable String traceId,
      List<String> tags,
      Map<String, Object> context,
      @Nullable Duration lateBy,
      @Nullable Duration aheadBy) {
    public Event {
      tags = List.copyOf(requireNonNullElse(tags, List.of()));
      context = Map.copyOf(requireNonNullElse(context, Map.of()));
    }

    private LogEvent event() {
      Authority known = Authority.byId(requireNonNullElse(authority, "job")).orElseThrow();
      return new LogEvent(
          READ.minus(requireNonNullElse(lateBy, Duration.ZERO))
              .plus(requireNonNullElse(aheadBy, Duration.ZERO)),
          READ,
          requireNonNullElse(level, Level.INFO),
          requireNonNullElse(service, "unknown"),
          traceId,
          null,
          requireNonNullElse(message, ""),
          Category.byId(requireNonNullElse(category, Category.JOB_EXECUTION.id())).orElseThrow(),
          new Source("example", 0, null, null, known),
          tags,
          context);
    }
  }

  /**
   * What becomes of an event. What is not given is not looked at.
   *
   * @param rule the rule that matches; {@code none} if none is to match
   * @param kept whether the event goes to its category's topic
   * @param topics the topics it goes to beside that one
   */
  public record Expectation(
      @Nullable String rule, @Nullable Boolean kept, @Nullable List<String> topics) {}

  /**
   * What came of an example.
   *
   * @param name the example's
   * @param differences what was not as expected; empty if it passed
   */
  public record Result(String name, List<String> differences) {
    public boolean passed() {
      return differences.isEmpty();
    }
  }

  /** Runs the examples. A throttle passes events one by one, as if nothing had come before. */
  public List<Result> run() {
    Rules compiled = new Rules(rules);
    List<Result> results = new ArrayList<>();
    for (Example test : tests) {
      Rules.Decision decision =
          compiled.decide(test.event().event(), (rule, repository, now) -> true, 0);
      results.add(new Result(test.name(), differences(test.expect(), decision)));
    }
    return results;
  }

  private static List<String> differences(Expectation expected, Rules.Decision decision) {
    List<String> differences = new ArrayList<>();
    RouteRule rule = decision.rule();
    compare(differences, "rule", expected.rule(), rule == null ? "none" : rule.name());
    compare(differences, "kept", expected.kept(), decision.kept());
    compare(differences, "topics", expected.topics(), decision.extraTopics());
    return differences;
  }

  private static void compare(
      List<String> differences, String what, @Nullable Object expected, Object was) {
    if (expected != null && !expected.equals(was)) {
      differences.add(what + ": expected " + expected + ", was " + was);
    }
  }
}
