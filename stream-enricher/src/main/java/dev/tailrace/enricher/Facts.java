package dev.tailrace.enricher;

import dev.tailrace.platform.streams.RecentMap;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Facts that follow from others. The context is one that the parser decided to believe. What
 * follows from a repository is made once for all of its lines; for one thread.
 */
final class Facts {
  private static final int MOST_REPOSITORIES = 4096;

  private final Map<String, Map<String, Object>> byRepository = new RecentMap<>(MOST_REPOSITORIES);

  /**
   * The context with the organization that owns its repository, if only the repository is known.
   */
  Map<String, Object> complete(Map<String, Object> context) {
    if (context.containsKey(ContextKeys.ORGANIZATION)
        || !(context.get(ContextKeys.REPOSITORY) instanceof String repository)) {
      return context;
    }
    Map<String, Object> facts = byRepository.get(repository);
    if (facts == null) {
      facts = of(repository);
      byRepository.put(repository, facts);
    }
    return facts.isEmpty() ? context : joined(context, facts);
  }

  /** What the name of a repository says. */
  static Map<String, Object> ofRepository(String repository) {
    int slash = repository.indexOf('/');
    return slash < 1 ? Map.of() : Map.of(ContextKeys.ORGANIZATION, repository.substring(0, slash));
  }

  private static Map<String, Object> of(String repository) {
    Map<String, Object> facts = ofRepository(repository);
    JsonMembers members = JsonMembers.of(facts);
    return members == null ? facts : members;
  }

  /**
   * A context with facts that it lacks; the same order of keys, whether they are kept as bytes or
   * not.
   */
  static Map<String, Object> joined(Map<String, Object> context, Map<String, Object> facts) {
    if (facts instanceof JsonMembers members) {
      return JsonMembers.with(context, members);
    }
    Map<String, Object> joined = new LinkedHashMap<>(facts);
    joined.putAll(context);
    return joined;
  }
}
