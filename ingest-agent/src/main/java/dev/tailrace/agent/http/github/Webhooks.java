package dev.tailrace.agent.http.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.agent.http.lines.JsonBody;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.agent.http.lines.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of GitHub's webhooks. Runs, jobs, steps, checks of other systems and pushes become
 * the lines by which a service reports CI events; any other webhook becomes one line that carries
 * its payload.
 */
public final class Webhooks {
  /** Enough for what a line says beside the payload. */
  private static final int SPARE = 8 << 10;

  private Webhooks() {}

  /**
   * Adds the lines of a webhook.
   *
   * @param event the value of {@code X-GitHub-Event}
   * @param id the value of {@code X-GitHub-Delivery}, if any
   * @throws Refused if the body is no JSON object
   */
  public static void read(String event, @Nullable String id, byte[] body, LineBlock into)
      throws Refused {
    JsonNode payload = JsonBody.read(body);
    if (!(payload instanceof ObjectNode object)) {
      throw Refused.malformed("a webhook's payload must be a JSON object");
    }
    Delivery delivery = new Delivery(event, id, payload);
    List<LogLine> lines = events(delivery);
    for (LogLine line : lines.isEmpty() ? List.of(kept(delivery, object, into)) : lines) {
      if (!into.add(line.toJson())) {
        throw Refused.tooLarge("the webhook makes a line longer than the longest");
      }
    }
  }

  private static List<LogLine> events(Delivery delivery) {
    return switch (delivery.event()) {
      case "workflow_run" -> RunEvents.of(delivery);
      case "workflow_job" -> JobEvents.of(delivery);
      case "check_run" -> CheckEvents.of(delivery);
      case "push" -> PushEvents.of(delivery);
      default -> List.of();
    };
  }

  /** The payload as it is; of one that does not fit into a line, without its largest members. */
  private static LogLine kept(Delivery delivery, ObjectNode payload, LineBlock into) {
    int size = JsonBody.size(payload);
    List<String> omitted = new ArrayList<>();
    if (size > into.maxLine() - SPARE) {
      Map<String, Integer> sizes = new HashMap<>();
      payload.properties().forEach(m -> sizes.put(m.getKey(), JsonBody.size(m.getValue())));
      List<String> largest = new ArrayList<>(sizes.keySet());
      largest.sort(Comparator.comparing(sizes::get).reversed());
      for (String name : largest) {
        if (size > into.maxLine() - SPARE) {
          payload.remove(name);
          omitted.add(name);
          size -= sizes.getOrDefault(name, 0);
        }
      }
    }
    Map<String, Object> about = new HashMap<>();
    about.put("payload", JsonBody.plainObject(payload));
    if (!omitted.isEmpty()) {
      about.put("payload_omitted", omitted.size() > 100 ? omitted.subList(0, 100) : omitted);
    }
    return delivery.line(about);
  }
}
