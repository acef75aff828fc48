package dev.tailrace.platform.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds YAML to records. Keys are in kebab case; an unknown key is an error; records check and
 * complete themselves in their constructors by throwing {@link ConfigException}.
 */
public final class ConfigReader {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(
              new SimpleModule()
                  .addDeserializer(Duration.class, new DurationReader())
                  .addDeserializer(ByteSize.class, new ByteSizeReader()))
          .build();

  private final @Nullable Environment environment;

  /**
   * @param variables the environment that {@code ${NAME}} refers to
   */
  public ConfigReader(Map<String, String> variables) {
    this.environment = new Environment(variables);
  }

  private ConfigReader() {
    this.environment = null;
  }

  /** Reads text in which {@code ${NAME}} means nothing but itself. */
  public static ConfigReader withoutEnvironment() {
    return new ConfigReader();
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be read or says something that cannot be
   */
  public <T> T read(Path file, Class<T> type) {
    try {
      return parse(Files.readString(file), type);
    } catch (NoSuchFileException e) {
      throw new ConfigException("--config", file, "there is no such file");
    } catch (IOException e) {
      throw new ConfigException("--config", file, "cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads YAML text. Empty text is an empty configuration: everything has its default.
   *
   * @throws ConfigException if the text says something that cannot be
   */
  public <T> T parse(String yaml, Class<T> type) {
    try {
      JsonNode tree = MAPPER.readTree(yaml);
      boolean empty = tree.isMissingNode() || tree.isNull();
      if (empty) {
        return bind(MAPPER.createObjectNode(), type);
      }
      return bind(environment == null ? tree : environment.resolve(tree), type);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "?" : Integer.toString(at.getLineNr());
      throw new ConfigException("line " + line, e.getOriginalMessage(), "not valid YAML");
    }
  }

  private static <T> T bind(JsonNode tree, Class<T> type) throws JsonProcessingException {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw explain(e, tree);
    }
  }

  private static ConfigException explain(JsonMappingException e, JsonNode tree) {
    String path = path(e.getPath());
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException config) {
        return config.under(path);
      }
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      return ConfigException.unknownKey(path, known);
    }
    if (e instanceof InvalidFormatException format) {
      return new ConfigException(path, format.getValue(), "must be " + expected(format));
    }
    if (e instanceof MismatchedInputException mismatch) {
      return new ConfigException(path, at(tree, e.getPath()), "must be " + expected(mismatch));
    }
    return new ConfigException(path, e.getOriginalMessage(), "correct it");
  }

  private static JsonNode at(JsonNode tree, List<JsonMappingException.Reference> references) {
    JsonNode node = tree;
    for (JsonMappingException.Reference reference : references) {
      node =
          reference.getFieldName() == null
              ? node.path(reference.getIndex())
              : node.path(reference.getFieldName());
    }
    return node;
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of " + List.of(type.getEnumConstants());
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isRecord() ? "a section with keys" : "a " + type.getSimpleName();
  }

  private static String path(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
