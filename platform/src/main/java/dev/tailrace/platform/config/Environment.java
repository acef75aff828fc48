package dev.tailrace.platform.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts environment variables in the place of {@code ${NAME}} and {@code ${NAME:default}}. */
final class Environment {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  JsonNode resolve(JsonNode node) {
    return resolve("", node);
  }

  private JsonNode resolve(String path, JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Entry<String, JsonNode> entry : object.properties()) {
        String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        entry.setValue(resolve(key, entry.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, resolve(path + "[" + i + "]", array.get(i)));
      }
    } else if (node instanceof TextNode text) {
      return TextNode.valueOf(resolveText(path, text.textValue()));
    }
    return node;
  }

  private String resolveText(String path, String text) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.replaceAll(
        match -> Matcher.quoteReplacement(value(path, match.group(1), match.group(2))));
  }

  private String value(String path, String name, @Nullable String otherwise) {
    String value = variables.getOrDefault(name, otherwise == null ? "" : otherwise);
    if (otherwise == null && !variables.containsKey(name)) {
      throw new ConfigException(
          path, "${" + name + "}", "set the environment variable " + name + " or give a default");
    }
    return value;
  }
}
