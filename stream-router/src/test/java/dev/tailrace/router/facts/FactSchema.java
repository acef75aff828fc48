package dev.tailrace.router.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.tailrace.schemas.FactKind;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of the facts of a kind. */
record FactSchema(FactKind kind, JsonSchema schema) {
  static FactSchema of(Topic<?, ?> topic) {
    FactKind kind =
        Stream.of(FactKind.values()).filter(k -> k.topic().equals(topic)).findFirst().orElseThrow();
    String file = kind + "-fact.schema.json";
    try (InputStream in = FactKind.class.getResourceAsStream(file)) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(VersionFlag.V202012)
              .getSchema(Json.MAPPER.readTree(Objects.requireNonNull(in, file)));
      return new FactSchema(kind, schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds a fact to the schema, and to the members that are read; null takes a fact back. */
  void check(byte @Nullable [] json) {
    if (json == null) {
      return;
    }
    try {
      JsonNode fact = Json.MAPPER.readTree(json);
      assertThat(
              schema.validate(
                  fact, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
          .isEmpty();
      assertThat(fact.fieldNames()).toIterable().isSubsetOf(kind.names());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
