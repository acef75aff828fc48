package dev.tailrace.sinks.elasticsearch;

import java.util.Set;

/** What Elasticsearch said of one document of a bulk request. */
sealed interface Answer {
  /** It is stored. */
  record Stored() implements Answer {}

  /** A document of that id was there. */
  record Duplicate() implements Answer {}

  /** The document itself is at fault and always will be. */
  record Refused(String reason) implements Answer {}

  /** The cluster is at fault; the same document can be stored later. */
  record Later(String reason) implements Answer {}

  /** Errors with a client's status that tell of the cluster's state and not of the document. */
  Set<String> CLUSTER_FAULTS =
      Set.of(
          "validation_exception",
          "cluster_block_exception",
          "index_closed_exception",
          "index_not_found_exception",
          "security_exception");

  /**
   * @param status the HTTP status of the item
   * @param type the error's type, empty if none
   * @param reason the error's reason, empty if none
   */
  static Answer of(int status, String type, String reason) {
    if (status >= 200 && status < 300) {
      return new Stored();
    }
    if (status == 409) {
      return new Duplicate();
    }
    String text = Unavailable.shortened(type + ": " + reason);
    boolean clusterFault =
        status == 429
            || status == 401
            || status == 403
            || status >= 500
            || CLUSTER_FAULTS.contains(type);
    return clusterFault ? new Later(text) : new Refused(text);
  }
}
