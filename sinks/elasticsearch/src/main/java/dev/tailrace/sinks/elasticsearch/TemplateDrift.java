package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.platform.drift.Difference;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.elasticsearch.IndexTemplates.Definition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;

/** Where a template of a cluster is not the one that would be installed. */
final class TemplateDrift {
  private static final int NOT_FOUND = 404;

  private TemplateDrift() {}

  /** One difference for each value that is missing, another or too much. */
  static List<Difference> of(ElasticsearchConnection connection, Definition wanted)
      throws IOException {
    Request request = new Request("GET", wanted.path());
    request.addParameter("ignore", Integer.toString(NOT_FOUND));
    Response response = connection.rest().performRequest(request);
    if (response.getStatusLine().getStatusCode() == NOT_FOUND) {
      return List.of(new Difference(wanted.title(), Difference.MISSING, "installed"));
    }
    JsonNode answer = Json.MAPPER.readTree(response.getEntity().getContent());
    // One template in a list that is named for its kind: {"index_templates": [{"index_template":
    // {}}]}
    JsonNode found = answer.path(wanted.kind() + "s").path(0).path(wanted.kind());
    return between(wanted.title(), found, wanted.body());
  }

  static List<Difference> between(String title, JsonNode found, JsonNode wanted) {
    Map<String, String> there = new TreeMap<>();
    // What the cluster adds beside our members, such as dates, is its own.
    wanted.fieldNames().forEachRemaining(name -> flatten(name, found.path(name), there));
    Map<String, String> should = new TreeMap<>();
    flatten("", wanted, should);
    TreeSet<String> paths = new TreeSet<>(there.keySet());
    paths.addAll(should.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      String is = there.getOrDefault(path, Difference.MISSING);
      String be = should.getOrDefault(path, "removed");
      if (!Objects.equals(there.get(path), should.get(path))) {
        differences.add(new Difference(title + ", " + path, is, be));
      }
    }
    return differences;
  }

  /** Values as text by their path, as a cluster gives numbers and booleans back as text. */
  private static void flatten(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      String start = path.isEmpty() ? "" : path + ".";
      node.properties()
          .forEach(member -> flatten(start + member.getKey(), member.getValue(), values));
    } else if (node.isArray()) {
      List<String> members = new ArrayList<>();
      node.forEach(
          member -> members.add(member.isValueNode() ? member.asText() : member.toString()));
      values.put(path, String.join(", ", members));
    } else if (!node.isMissingNode()) {
      values.put(path, node.asText());
    }
  }
}
