package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.elasticsearch.kibana.Dashboard.Place;
import dev.tailrace.sinks.elasticsearch.kibana.SavedObject.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that Kibana is given, as it imports it: what others need comes first. */
final class SavedObjects {
  private static final String DATA_VIEW_ID = "tailrace";
  private static final String TIME = "@timestamp";
  private static final String CONTEXT = "context.";
  private static final String REPOSITORY = CONTEXT + ContextKeys.REPOSITORY;
  private static final String JOB = CONTEXT + ContextKeys.JOB_ID;
  private static final String SEARCH_SOURCE = "searchSourceJSON";

  /** Known keys whose values are words; those that hold numbers are in the index template. */
  private static final List<String> WORDS =
      Stream.of(
              ContextKeys.ORGANIZATION,
              ContextKeys.REPOSITORY,
              ContextKeys.TEAM,
              ContextKeys.VISIBILITY,
              ContextKeys.BRANCH,
              ContextKeys.SHA,
              ContextKeys.WORKFLOW,
              ContextKeys.TRIGGER_EVENT,
              ContextKeys.RUN_ID,
              ContextKeys.JOB_ID,
              ContextKeys.JOB_NAME,
              ContextKeys.STEP_NAME,
              ContextKeys.EVENT,
              ContextKeys.CONCLUSION,
              ContextKeys.PRIORITY,
              ContextKeys.RUNNER_ID,
              ContextKeys.RUNNER_LABELS,
              ContextKeys.POOL_ID,
              ContextKeys.OS,
              ContextKeys.REGION,
              ContextKeys.STREAM,
              ContextKeys.TEST + ".suite",
              ContextKeys.TEST + ".name",
              ContextKeys.TEST + ".outcome")
          .map(CONTEXT::concat)
          .toList();

  private SavedObjects() {}

  static List<SavedObject> all() {
    List<SavedObject> all = new ArrayList<>(List.of(quick(), log(), withKeys()));
    for (Dashboard dashboard : Dashboard.ALL) {
      dashboard.places().forEach(place -> all.add(visualization(place)));
      all.add(dashboard(dashboard));
    }
    return all;
  }

  /**
   * Kibana's table shows fields that it knows, and keys of a flattened field it does not know: the
   * two that are columns are declared here, to be read from the documents.
   */
  private static SavedObject quick() {
    return dataView(DATA_VIEW_ID, "Tailrace", List.of(REPOSITORY, JOB));
  }

  /**
   * To click and to count by keys. It is a view of its own because a field declared so hides the
   * flattened one of its name, and to read documents takes some eighty times as long.
   */
  private static SavedObject withKeys() {
    return dataView(DATA_VIEW_ID + "-keys", "Tailrace: by keys", WORDS);
  }

  private static SavedObject dataView(String id, String name, List<String> fromDocuments) {
    ObjectNode fields = object();
    fromDocuments.forEach(field -> fields.putObject(field).put("type", "keyword"));
    ObjectNode attributes = object();
    attributes.put("title", "tailrace-*").put("name", name).put("timeFieldName", TIME);
    attributes.put("runtimeFieldMap", fields.toString());
    return new SavedObject(SavedObjectType.DATA_VIEW, id, attributes, List.of());
  }

  private static SavedObject log() {
    ObjectNode attributes = object();
    attributes.put("title", "Tailrace: log").put("description", "Every line, the newest first.");
    attributes
        .putArray("columns")
        .add("level")
        .add("service")
        .add(REPOSITORY)
        .add(JOB)
        .add("message");
    attributes.putArray("sort").addArray().add(TIME).add("desc");
    String index = "kibanaSavedObjectMeta." + SEARCH_SOURCE + ".index";
    searchSource(attributes, everything().put("indexRefName", index));
    return new SavedObject(
        SavedObjectType.SEARCH,
        "tailrace-log",
        attributes,
        List.of(new Reference(index, SavedObjectType.DATA_VIEW, DATA_VIEW_ID)));
  }

  private static SavedObject visualization(Place place) {
    Panel panel = Panel.named(place.panel());
    String title = "Tailrace: " + place.title();
    ObjectNode state = object().put("title", title).put("type", "vega");
    state.putArray("aggs");
    state.putObject("params").put("spec", panel.spec());
    ObjectNode attributes = object().put("title", title).put("description", panel.description());
    attributes.put("visState", state.toString()).put("uiStateJSON", "{}").put("version", 1);
    searchSource(attributes, everything());
    return new SavedObject(
        SavedObjectType.VISUALIZATION, visualizationId(place), attributes, List.of());
  }

  private static String visualizationId(Place place) {
    return "tailrace-" + place.panel();
  }

  private static SavedObject dashboard(Dashboard dashboard) {
    ArrayNode panels = Json.MAPPER.createArrayNode();
    List<Reference> references = new ArrayList<>();
    for (Place place : dashboard.places()) {
      String name = "panel_" + place.panel();
      panels.add(panel(place, name));
      references.add(
          new Reference(
              place.panel() + ":" + name, SavedObjectType.VISUALIZATION, visualizationId(place)));
    }
    ObjectNode attributes = object();
    attributes.put("title", dashboard.title()).put("description", dashboard.description());
    attributes.put("panelsJSON", panels.toString());
    attributes.put(
        "optionsJSON", object().put("useMargins", true).put("hidePanelTitles", false).toString());
    attributes.put("version", 1);
    attributes.put("timeRestore", true).put("timeFrom", "now-24h").put("timeTo", "now");
    attributes.putObject("refreshInterval").put("pause", true).put("value", 60_000);
    searchSource(attributes, everything());
    return new SavedObject(SavedObjectType.DASHBOARD, dashboard.id(), attributes, references);
  }

  private static ObjectNode panel(Place place, String reference) {
    ObjectNode panel = object();
    panel
        .put("type", SavedObjectType.VISUALIZATION.id())
        .put("version", SavedObjectType.DASHBOARD.format());
    panel.put("panelIndex", place.panel()).put("panelRefName", reference);
    panel
        .putObject("gridData")
        .put("x", place.x())
        .put("y", place.y())
        .put("w", place.w())
        .put("h", place.h())
        .put("i", place.panel());
    panel.put("title", place.title()).putObject("embeddableConfig").putObject("enhancements");
    return panel;
  }

  private static void searchSource(ObjectNode attributes, ObjectNode source) {
    attributes.putObject("kibanaSavedObjectMeta").put(SEARCH_SOURCE, source.toString());
  }

  private static ObjectNode everything() {
    ObjectNode source = object();
    source.putObject("query").put("query", "").put("language", "kuery");
    source.putArray("filter");
    return source;
  }

  private static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }
}
