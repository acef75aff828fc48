package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the archive are wanted.
 *
 * @param categories at least one, each of them archived
 * @param from the earliest time under which an event is filed, or null
 * @param to the time before which it is filed, or null
 * @param repository the repository of its context, or null for any
 * @param jobId the job of its context, or null for any
 */
public record ArchiveQuery(
    Set<Category> categories,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String repository,
    @Nullable String jobId) {

  /** Every category that is archived. */
  public static final Set<Category> ARCHIVED =
      Arrays.stream(Category.values())
          .filter(Category::archived)
          .collect(Collectors.toUnmodifiableSet());

  /** Manifests tell times in milliseconds; an event may be filed some nanoseconds later. */
  private static final Duration PRECISION = Duration.ofMillis(1);

  public ArchiveQuery {
    if (categories.isEmpty()) {
      throw new IllegalArgumentException("no category is wanted");
    }
    categories = Set.copyOf(EnumSet.copyOf(categories));
    categories.stream()
        .filter(category -> !category.archived())
        .forEach(
            category -> {
              throw new IllegalArgumentException(category.id() + " is not archived");
            });
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("the time from, %s, is not before %s".formatted(from, to));
    }
  }

  /** Whether an object may hold what is wanted, as far as its key and its manifest tell. */
  boolean mayBeIn(ArchiveEntry entry) {
    return (to == null || entry.oldest().isBefore(to))
        && (from == null || entry.newest().plus(PRECISION).isAfter(from))
        && entry.manifest().map(manifest -> manifest.mayHold(repository)).orElse(true);
  }

  /** Whether an event is wanted, whatever its category. */
  public boolean matches(LogEvent event) {
    return isWithin(event.filedAt())
        && (repository == null || repository.equals(event.contextText(ContextKeys.REPOSITORY)))
        && (jobId == null || jobId.equals(event.contextText(ContextKeys.JOB_ID)));
  }

  /** Whether a line is an event that is wanted. It is not read where every line is. */
  public boolean matches(byte[] line) {
    if (from == null && to == null && repository == null && jobId == null) {
      return true;
    }
    try {
      return matches(LogEventJson.read(line));
    } catch (IllegalArgumentException e) {
      return false; // it is no event, so it is of no repository and of no time
    }
  }

  private boolean isWithin(Instant time) {
    return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
  }
}
