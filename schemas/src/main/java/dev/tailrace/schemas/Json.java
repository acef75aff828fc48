package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON settings that every module shares. */
public final class Json {
  /** Deeper JSON than this is not read as JSON. */
  public static final int MAX_DEPTH = 60;

  /** Longer names than this are not read as JSON; Elasticsearch could not index them. */
  public static final int MAX_NAME_LENGTH = 1024;

  /** Reads within bounds. Of a key that stands twice in one object, the last value counts. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .addDecorator((factory, generator) -> new WellFormedText(generator))
          .build();

  /** For small, rare documents; events are read and written by their own codecs. */
  public static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}
}
