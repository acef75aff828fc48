package dev.tailrace.router.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventJson;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.SourceSummaryJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The form in which a job's ledger is stored: JSON that holds what came as it came. */
final class JobLedgerSerde {
  private JobLedgerSerde() {}

  static Serde<JobLedger> serde() {
    return Serdes.serdeFrom(
        (topic, ledger) -> ledger == null ? null : write(ledger),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  static byte[] write(JobLedger ledger) {
    try {
      ObjectNode node = Json.MAPPER.createObjectNode();
      CiEvent completed = ledger.completed();
      if (completed != null) {
        node.set("completed", Json.MAPPER.readTree(CiEventJson.write(completed)));
      }
      ArrayNode sources = node.putArray("sources");
      for (SourceSummary source : ledger.sources().values()) {
        sources.add(Json.MAPPER.readTree(SourceSummaryJson.write(source)));
      }
      node.put("more_sources", ledger.moreSources());
      node.put("revision", ledger.revision());
      node.put("updated_at", ledger.updatedAt());
      node.put("pending_since", ledger.pendingSince());
      return Json.MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new SerializationException(e);
    }
  }

  static JobLedger read(byte[] bytes) {
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      Map<String, SourceSummary> sources = new HashMap<>();
      for (JsonNode source : node.required("sources")) {
        SourceSummary summary = SourceSummaryJson.read(Json.MAPPER.writeValueAsBytes(source));
        sources.put(summary.sourceId(), summary);
      }
      return new JobLedger(
          completed(node.get("completed")),
          sources,
          node.required("more_sources").asBoolean(),
          node.required("revision").asInt(),
          node.required("updated_at").asLong(),
          node.required("pending_since").asLong());
    } catch (IOException | IllegalArgumentException e) {
      throw new SerializationException("not the ledger of a job", e);
    }
  }

  private static @Nullable CiEvent completed(@Nullable JsonNode node) throws IOException {
    return node == null ? null : CiEventJson.read(Json.MAPPER.writeValueAsBytes(node));
  }
}
