package dev.tailrace.sinks.elasticsearch.kibana;

/**
 * The types that are used here, each in the format of a version that every Kibana 8 takes and
 * brings up to its own. Without one Kibana would take an object for as old as can be.
 */
enum SavedObjectType {
  DATA_VIEW("index-pattern", "7.11.0"),
  SEARCH("search", "7.9.3"),
  VISUALIZATION("visualization", "7.14.0"),
  DASHBOARD("dashboard", "7.14.0");

  private final String id;
  private final String format;

  SavedObjectType(String id, String format) {
    this.id = id;
    this.format = format;
  }

  /** Its name in Kibana. */
  String id() {
    return id;
  }

  /** The version of Kibana whose format it is in. */
  String format() {
    return format;
  }
}
