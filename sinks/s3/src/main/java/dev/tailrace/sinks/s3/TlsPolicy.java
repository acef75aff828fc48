package dev.tailrace.sinks.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement of a bucket's policy by which the store refuses what is not sent over TLS.
 *
 * @param partition of AWS that the bucket is in, as in {@code aws} or {@code aws-cn}
 * @param condition {@link #ON_AWS} or {@link #ELSEWHERE}
 */
record TlsPolicy(String partition, String bucket, String condition) {
  /** AWS says of every request whether it was secure. What checks buckets there looks for this. */
  static final String ON_AWS = "Bool";

  /** Ceph says so of secure requests alone; of others it says nothing, which must count as no. */
  static final String ELSEWHERE = "BoolIfExists";

  /** What tells our statement from those of others. */
  static final String SID = "TailraceRequireTls";

  private static final String STATEMENTS = "Statement";

  /** Reads a policy; empty if it is none. */
  static Optional<ObjectNode> parse(String policy) {
    try {
      return Json.MAPPER.readTree(policy) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * The policy that the bucket should have: the statements of others as they are, then ours.
   *
   * @param present the one it has; an empty object if it has none
   * @return empty if it says so already
   */
  Optional<ObjectNode> change(ObjectNode present) {
    List<JsonNode> own = new ArrayList<>();
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode statement : statements(present)) {
      (SID.equals(statement.path("Sid").asText()) ? own : others).add(statement);
    }
    if (own.size() == 1 && plain(own.get(0)).equals(plain(statement()))) {
      return Optional.empty();
    }
    ObjectNode changed = present.deepCopy();
    if (!changed.has("Version")) {
      changed.put("Version", "2012-10-17");
    }
    changed.putArray(STATEMENTS).addAll(others).add(statement());
    return Optional.of(changed);
  }

  /** Whether a policy has a statement of that name, whatever it says. */
  static boolean isIn(ObjectNode policy) {
    return statements(policy).stream()
        .anyMatch(statement -> SID.equals(statement.path("Sid").asText()));
  }

  private ObjectNode statement() {
    String arn = "arn:" + partition + ":s3:::" + bucket;
    ObjectNode statement = Json.MAPPER.createObjectNode();
    statement.put("Sid", SID).put("Effect", "Deny").put("Principal", "*").put("Action", "s3:*");
    statement.putArray("Resource").add(arn).add(arn + "/*");
    statement.putObject("Condition").putObject(condition).put("aws:SecureTransport", "false");
    return statement;
  }

  /** One statement may stand without brackets. */
  private static List<JsonNode> statements(ObjectNode policy) {
    JsonNode value = policy.path(STATEMENTS);
    List<JsonNode> all = new ArrayList<>();
    if (value.isObject()) {
      all.add(value);
    } else {
      value.forEach(all::add);
    }
    return all;
  }

  /** What a statement says, apart from how a store writes it down: a list of one is its member. */
  private static JsonNode plain(JsonNode node) {
    if (node instanceof ArrayNode list && list.size() == 1) {
      return plain(list.get(0));
    }
    if (node instanceof ObjectNode object) {
      if (object.size() == 1 && object.has("AWS")) {
        return plain(object.get("AWS")); // a principal
      }
      ObjectNode plain = Json.MAPPER.createObjectNode();
      object.properties().forEach(member -> plain.set(member.getKey(), plain(member.getValue())));
      return plain;
    }
    return node;
  }
}
