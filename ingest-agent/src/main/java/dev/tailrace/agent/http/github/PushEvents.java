package dev.tailrace.agent.http.github;

import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.schemas.CiEventType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code push} says: that a branch or tag has moved. */
final class PushEvents {
  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";

  private PushEvents() {}

  static List<LogLine> of(Delivery delivery) {
    Payload push = delivery.payload();
    Payload repository = push.at("repository");
    if (repository.text("full_name") == null) {
      return List.of();
    }
    boolean deleted = push.node().path("deleted").asBoolean();
    Map<String, @Nullable Object> about = new HashMap<>();
    about.put("branch", name(push.text("ref"), BRANCH));
    about.put("tag", name(push.text("ref"), TAG));
    about.put("sha", deleted ? null : push.text("after"));
    about.put("commits", push.node().path("commits").size());
    about.put("deleted", deleted ? true : null);
    Instant pushed = repository.time("pushed_at");
    return List.of(delivery.line(CiEventType.PUSH_RECEIVED, pushed, about));
  }

  private static @Nullable String name(@Nullable String ref, String prefix) {
    return ref != null && ref.startsWith(prefix) ? ref.substring(prefix.length()) : null;
  }
}
