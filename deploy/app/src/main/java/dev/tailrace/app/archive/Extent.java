package dev.tailrace.app.archive;

import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.s3.ArchiveQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which part of the archive a command is about: categories, and a span of time. */
class Extent {
  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Only this category. May be given several times. Default: all archived ones.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = {"--from", "--since"},
      paramLabel = "TIME",
      description =
          "Only events from then on: 2026-01-31T08:00:00Z, 2026-01-31 (its first moment, UTC), or"
              + " 12h or 7d ago.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only events before then.")
  private @Nullable String to;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * Everything of it.
   *
   * @throws ParameterException if an option cannot be understood
   */
  ArchiveQuery query(Instant now) {
    return query(now, null, null);
  }

  /** What of it is of a repository and of a job; null is any. */
  final ArchiveQuery query(Instant now, @Nullable String repository, @Nullable String job) {
    try {
      return new ArchiveQuery(
          categories(), time("--from", from, now), time("--to", to, now), repository, job);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Set<Category> categories() {
    if (categories.isEmpty()) {
      return ArchiveQuery.ARCHIVED;
    }
    Set<Category> chosen = new HashSet<>();
    for (String id : categories) {
      chosen.add(
          Category.byId(id)
              .filter(Category::archived)
              .orElseThrow(() -> new IllegalArgumentException(unknown(id))));
    }
    return chosen;
  }

  private static String unknown(String id) {
    return "'%s' is no archived category; those are %s"
        .formatted(
            id,
            ArchiveQuery.ARCHIVED.stream()
                .sorted()
                .map(Category::id)
                .collect(Collectors.joining(", ")));
  }

  private static @Nullable Instant time(String option, @Nullable String text, Instant now) {
    try {
      return text == null ? null : PointInTime.parse(text, now);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " " + e.getMessage(), e);
    }
  }
}
