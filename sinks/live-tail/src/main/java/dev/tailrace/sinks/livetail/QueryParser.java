package dev.tailrace.sinks.livetail;

import dev.tailrace.schemas.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request to the live tail. */
final class QueryParser {
  private static final TreeSet<String> KNOWN =
      new TreeSet<>(
          List.of(
              TailQuery.REPOSITORY,
              TailQuery.RUN_ID,
              TailQuery.JOB_ID,
              TailQuery.LEVEL,
              TailQuery.TEXT,
              TailQuery.BACKLOG,
              TailQuery.FOLLOW));

  private QueryParser() {}

  /** What a request's parameters mean. */
  sealed interface Parsed {
    record Accepted(TailQuery query) implements Parsed {}

    record Refused(String parameter, String value, String remedy) implements Parsed {}
  }

  /** An empty value is as good as none. */
  static Parsed parse(Map<String, List<String>> parameters) {
    for (Map.Entry<String, List<String>> entry : parameters.entrySet()) {
      String name = entry.getKey();
      if (!KNOWN.contains(name)) {
        return refused(name, first(parameters, name), "known are " + String.join(", ", KNOWN));
      }
      if (entry.getValue().size() > 1) {
        return refused(name, String.join(", ", entry.getValue()), "give it once");
      }
    }
    Optional<Parsed> refusal =
        check(parameters, TailQuery.LEVEL, Level::parse, "use one of " + levels())
            .or(() -> check(parameters, TailQuery.BACKLOG, QueryParser::count, "use 0 or more"))
            .or(() -> check(parameters, TailQuery.FOLLOW, QueryParser::truth, "use true or false"));
    return refusal.orElseGet(() -> new Parsed.Accepted(query(parameters)));
  }

  private static TailQuery query(Map<String, List<String>> parameters) {
    return new TailQuery(
        given(parameters, TailQuery.REPOSITORY).orElse(null),
        given(parameters, TailQuery.RUN_ID).orElse(null),
        given(parameters, TailQuery.JOB_ID).orElse(null),
        given(parameters, TailQuery.LEVEL).flatMap(Level::parse).orElse(null),
        given(parameters, TailQuery.TEXT).orElse(null),
        given(parameters, TailQuery.BACKLOG)
            .flatMap(QueryParser::count)
            .orElse(TailQuery.DEFAULT_BACKLOG),
        given(parameters, TailQuery.FOLLOW).flatMap(QueryParser::truth).orElse(true));
  }

  private static <T> Optional<Parsed> check(
      Map<String, List<String>> parameters,
      String name,
      Function<String, Optional<T>> reading,
      String remedy) {
    return given(parameters, name)
        .filter(value -> reading.apply(value).isEmpty())
        .map(value -> refused(name, value, remedy));
  }

  private static Optional<String> given(Map<String, List<String>> parameters, String name) {
    return Optional.ofNullable(first(parameters, name)).filter(value -> !value.isEmpty());
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  private static Parsed refused(String parameter, @Nullable String value, String remedy) {
    return new Parsed.Refused(parameter, value == null ? "" : value, remedy);
  }

  private static Optional<Integer> count(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static String levels() {
    return String.join(", ", List.of(Level.values()).stream().map(Level::name).toList());
  }
}
