package dev.tailrace.app.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.FactKind;
import dev.tailrace.schemas.FactMember;
import dev.tailrace.schemas.Json;
import java.util.List;

/** Reads a fact as people write it: members, each as {@code name=value}, or one JSON object. */
final class FactInput {
  private static final ObjectReader JSON =
      Json.MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private FactInput() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if the enricher would ignore some of it; the message says what
   *     to write instead
   */
  static ObjectNode read(FactKind kind, List<String> words) {
    ObjectNode fact =
        words.size() == 1 && words.get(0).stripLeading().startsWith("{")
            ? json(words.get(0))
            : members(kind, words);
    FactCheck.check(kind, fact);
    return fact;
  }

  private static ObjectNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private static ObjectNode members(FactKind kind, List<String> words) {
    ObjectNode fact = Json.MAPPER.createObjectNode();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "'" + word + "' is no member; write NAME=VALUE, or one JSON object and nothing else");
      }
      FactMember member = FactCheck.member(kind, word.substring(0, equals));
      if (fact.has(member.name())) {
        throw new IllegalArgumentException(member.name() + " is given twice; give it once");
      }
      add(fact, member, word.substring(equals + 1));
    }
    return fact;
  }

  private static void add(ObjectNode fact, FactMember member, String value) {
    switch (member.type()) {
      case TEXT -> fact.put(member.name(), value);
      case NUMBER -> number(fact, member.name(), value);
      case TEXTS -> {
        for (String item : value.split(",", -1)) {
          fact.withArray(member.name()).add(item.strip());
        }
      }
      case STEPS ->
          throw new IllegalArgumentException(
              member.name() + " cannot be written as NAME=VALUE; give the fact as a JSON object");
    }
  }

  private static void number(ObjectNode fact, String name, String value) {
    try {
      fact.put(name, Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(FactCheck.wrong(name, value, FactCheck.NUMBER), e);
    }
  }
}
