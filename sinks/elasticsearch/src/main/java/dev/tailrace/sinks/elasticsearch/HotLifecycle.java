package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.time.Duration;
import org.elasticsearch.client.Request;

/**
 * Who ends hot retention: the cluster's index lifecycle management (ILM) where it has it and lets
 * us use it, or else {@link HotSweeper}, by the same rule: a day's index goes once its last
 * possible event has been kept for {@link Category#hotRetention()}.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/ilm-settings.html">ILM
 *     settings</a>
 */
final class HotLifecycle {
  private static final String POLICY = "/_ilm/policy/";

  private HotLifecycle() {}

  /**
   * Installs a policy for each category.
   *
   * @return whether the cluster took them; false if it has no such thing or forbids it
   * @throws IOException if it does not answer or is not well
   */
  static boolean install(ElasticsearchConnection connection) throws IOException {
    for (Category category : Category.values()) {
      Request request = new Request("PUT", POLICY + name(category));
      request.setJsonEntity(policy(category).toString());
      if (!connection.takes(request)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the cluster has our policies.
   *
   * @throws IOException if it does not answer or is not well
   */
  static boolean installed(ElasticsearchConnection connection) throws IOException {
    return connection.takes(new Request("GET", POLICY + name(Category.DEBUG_TRACES)));
  }

  /** What makes an index of a category follow its policy, by the day in the index's name. */
  static void settings(Category category, ObjectNode settings) {
    ObjectNode lifecycle = settings.putObject("index").putObject("lifecycle");
    lifecycle.put("name", name(category)).put("parse_origination_date", true);
  }

  /** The body of {@code PUT _ilm/policy/<name>}; an index is as old as the start of its day. */
  static ObjectNode policy(Category category) {
    Duration age = category.hotRetention().plusDays(1);
    ObjectNode body = Json.MAPPER.createObjectNode();
    ObjectNode delete = body.putObject("policy").putObject("phases").putObject("delete");
    delete.put("min_age", age.toHours() + "h");
    delete.putObject("actions").putObject("delete");
    return body;
  }

  private static String name(Category category) {
    return "tailrace-" + category.id();
  }
}
