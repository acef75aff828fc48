package dev.tailrace.sinks.elasticsearch;

/** A document on its way into an index. */
interface BulkDocument {
  String index();

  /** As it stands between the quotes of a JSON string, in UTF-8. */
  byte[] quotedId();

  /** A JSON document on one line. */
  byte[] json();

  /** When what it tells of was observed, in milliseconds since 1970. */
  long timestamp();
}
