package dev.tailrace.enricher;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts that follow from others. The context is one that the parser decided to believe. */
final class Facts {
  private Facts() {}

  /**
   * The context with the organization that owns its repository, if only the repository is known.
   */
  static Map<String, Object> complete(Map<String, Object> context) {
    if (!(context.get(ContextKeys.REPOSITORY) instanceof String repository)
        || context.containsKey(ContextKeys.ORGANIZATION)) {
      return context;
    }
    int slash = repository.indexOf('/');
    return slash < 1 ? context : with(context, repository.substring(0, slash));
  }

  private static Map<String, Object> with(Map<String, Object> context, String organization) {
    JsonMembers members = JsonMembers.of(Map.of(ContextKeys.ORGANIZATION, organization));
    if (members != null && context instanceof JsonMembers) {
      return JsonMembers.with(context, members);
    }
    Map<String, Object> joined = new LinkedHashMap<>(); // in the order of JsonMembers
    joined.put(ContextKeys.ORGANIZATION, organization);
    joined.putAll(context);
    return joined;
  }
}
