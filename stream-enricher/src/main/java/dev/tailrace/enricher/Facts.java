package dev.tailrace.enricher;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.LogEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts that follow from others. The context is one that the parser decided to believe. What
 * follows from a repository is made once for all of its lines; for one thread.
 */
final class Facts {
  private static final int MOST_REPOSITORIES = 4096;

  private final Map<String, Map<String, Object>> byRepository =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
          return size() > MOST_REPOSITORIES;
        }
      };

  /** The event with the organization that owns its repository, if only the repository is known. */
  LogEvent complete(LogEvent event) {
    String repository = event.contextText(ContextKeys.REPOSITORY);
    if (repository == null || event.context().containsKey(ContextKeys.ORGANIZATION)) {
      return event;
    }
    Map<String, Object> facts = byRepository.get(repository);
    if (facts == null) {
      facts = of(repository);
      byRepository.put(repository, facts);
    }
    if (facts instanceof JsonMembers members) {
      return event.withContext(JsonMembers.with(event.context(), members));
    }
    return facts.isEmpty() ? event : event.withContext(joined(event.context(), facts));
  }

  private static Map<String, Object> of(String repository) {
    int slash = repository.indexOf('/');
    if (slash < 1) {
      return Map.of();
    }
    Map<String, Object> facts = Map.of(ContextKeys.ORGANIZATION, repository.substring(0, slash));
    @Nullable JsonMembers members = JsonMembers.of(facts);
    return members == null ? facts : members;
  }

  private static Map<String, Object> joined(Map<String, Object> base, Map<String, Object> more) {
    Map<String, Object> joined = new LinkedHashMap<>(more);
    joined.putAll(base);
    return joined;
  }
}
