package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.Level;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.jspecify.annotations.Nullable;

/** Finds events that are searchable, the newest first. */
public final class ElasticsearchSearch implements AutoCloseable {
  private static final int PAGE = 1_000;

  private final ElasticsearchConnection connection;

  /** Connects to nothing yet. */
  public ElasticsearchSearch(ElasticsearchConfig config) {
    this.connection = new ElasticsearchConnection(config);
  }

  /**
   * Which events are wanted; null stands for any.
   *
   * @param from the earliest time
   * @param to the time before which an event is
   * @param words all of which must be in the message, in any order
   * @param level or a more severe one
   */
  public record Wanted(
      Collection<Category> categories,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String repository,
      @Nullable String jobId,
      @Nullable Level level,
      String words) {}

  /** The first moment of the first day of which all archived events are searchable still. */
  public static Instant hotSince(Instant now) {
    return now.minus(Category.HOT)
        .atOffset(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .toInstant();
  }

  /**
   * The newest events, as JSON documents.
   *
   * @param most how many at most, from 1
   * @throws SinkUnavailableException if the cluster does not answer or refuses
   */
  public List<byte[]> newest(Wanted wanted, int most) throws SinkUnavailableException {
    List<byte[]> found = new ArrayList<>();
    try {
      JsonNode after = null;
      do {
        int size = Math.min(PAGE, most - found.size());
        JsonNode hits = search(wanted, size, after).at("/hits/hits");
        for (JsonNode hit : hits) {
          found.add(Json.MAPPER.writeValueAsBytes(hit.get("_source")));
        }
        after = hits.size() < size ? null : hits.get(size - 1).get("sort");
      } while (after != null && found.size() < most);
    } catch (IOException e) {
      throw Unavailable.because("a search", e);
    }
    return found;
  }

  private JsonNode search(Wanted wanted, int size, @Nullable JsonNode after) throws IOException {
    String indices =
        wanted.categories().stream()
            .map(category -> category.indexPrefix() + "*")
            .collect(Collectors.joining(","));
    Request request = new Request("POST", "/" + indices + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.setJsonEntity(body(wanted, size, after).toString());
    Response response = connection.rest().performRequest(request);
    return Json.MAPPER.readTree(response.getEntity().getContent());
  }

  private static ObjectNode body(Wanted wanted, int size, @Nullable JsonNode after) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("size", size);
    ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
    filter.add(filedWithin(wanted));
    if (!wanted.words().isBlank()) {
      ObjectNode match = filter.addObject().putObject("match").putObject("message");
      match.put("query", wanted.words()).put("operator", "and");
    }
    term(filter, "context." + ContextKeys.REPOSITORY, wanted.repository());
    term(filter, "context." + ContextKeys.JOB_ID, wanted.jobId());
    Level level = wanted.level();
    if (level != null) {
      ArrayNode levels = filter.addObject().putObject("terms").putArray("level");
      Arrays.stream(Level.values())
          .filter(other -> other.isAtLeast(level))
          .forEach(other -> levels.add(other.name()));
    }
    ArrayNode sort = body.putArray("sort");
    sort.addObject().put(IndexTemplates.TIME, "desc");
    sort.addObject().put("event_id", "desc");
    if (after != null) {
      body.set("search_after", after);
    }
    return body;
  }

  private static void term(ArrayNode filter, String field, @Nullable String value) {
    if (value != null) {
      filter.addObject().putObject("term").put(field, value);
    }
  }

  /** By its own time, or by the observed one if it is filed under that. */
  private static ObjectNode filedWithin(Wanted wanted) {
    ObjectNode query = Json.MAPPER.createObjectNode();
    ArrayNode should = query.putObject("bool").putArray("should");
    ObjectNode own = should.addObject().putObject("bool");
    own.putArray("must_not").add(filedElsewhere());
    own.putArray("filter").add(range(IndexTemplates.TIME, wanted));
    ObjectNode observed = should.addObject().putObject("bool");
    observed.putArray("filter").add(filedElsewhere()).add(range("observed_timestamp", wanted));
    return query;
  }

  private static ObjectNode filedElsewhere() {
    ObjectNode query = Json.MAPPER.createObjectNode();
    query.putObject("terms").putArray("tags").add("filed-late").add("filed-ahead");
    return query;
  }

  private static ObjectNode range(String field, Wanted wanted) {
    ObjectNode query = Json.MAPPER.createObjectNode();
    ObjectNode range = query.putObject("range").putObject(field);
    if (wanted.from() != null) {
      range.put("gte", wanted.from().toString());
    }
    if (wanted.to() != null) {
      range.put("lt", wanted.to().toString());
    }
    return query;
  }

  @Override
  public void close() {
    connection.close();
  }
}
