package dev.tailrace.agent.http.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One webhook as it came, and the lines that are made of it. */
final class Delivery {
  private static final String SERVICE = "github";

  private final String event;
  private final @Nullable String id;
  private final Payload payload;

  /**
   * @param event the value of {@code X-GitHub-Event}
   * @param id the value of {@code X-GitHub-Delivery}
   */
  Delivery(String event, @Nullable String id, JsonNode payload) {
    this.event = event;
    this.id = id;
    this.payload = new Payload(payload);
  }

  String event() {
    return event;
  }

  Payload payload() {
    return payload;
  }

  String action() {
    String action = payload.text("action");
    return action == null ? "" : action;
  }

  /** A line that the router makes a CI event of. Context without a value is left out. */
  LogLine line(CiEventType type, @Nullable Instant time, Map<String, ?> about) {
    Map<String, Object> context = context();
    about.forEach((key, value) -> put(context, key, value));
    return new LogLine(time, Level.INFO, SERVICE, null, null, type.id(), context);
  }

  /** A line that says only that the webhook came. */
  LogLine line(Map<String, Object> about) {
    Map<String, Object> context = context();
    context.putAll(about);
    String message = SERVICE + " " + event + (action().isEmpty() ? "" : " " + action());
    return new LogLine(null, Level.INFO, SERVICE, null, null, message, context);
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    Payload repository = payload.at("repository");
    put(context, ContextKeys.REPOSITORY, repository.text("full_name"));
    String owner = repository.at("owner").text("login");
    put(context, ContextKeys.ORGANIZATION, payload.at("organization").text("login", owner));
    put(context, "sender", payload.at("sender").text("login"));
    put(context, "delivery_id", id);
    put(context, "github_event", event);
    put(context, "github_action", payload.text("action"));
    return context;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
