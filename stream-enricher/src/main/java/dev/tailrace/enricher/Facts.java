package dev.tailrace.enricher;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts that follow from others. The context is one that the parser decided to believe. */
final class Facts {
  private Facts() {}

  /** The event with the organization that owns its repository, if only the repository is known. */
  static LogEvent complete(LogEvent event) {
    String repository = event.contextText(ContextKeys.REPOSITORY);
    int slash = repository == null ? -1 : repository.indexOf('/');
    if (repository == null || slash < 1 || event.context().containsKey(ContextKeys.ORGANIZATION)) {
      return event;
    }
    Map<String, Object> context = new LinkedHashMap<>(event.context());
    context.put(ContextKeys.ORGANIZATION, repository.substring(0, slash));
    return event.withContext(context);
  }
}
