package dev.tailrace.sinks.elasticsearch;

/** A document on its way into an index. */
interface BulkDocument {
  String index();

  String id();

  /** A JSON document on one line. */
  byte[] json();
}
