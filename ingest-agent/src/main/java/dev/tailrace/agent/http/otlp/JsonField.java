package dev.tailrace.agent.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.tailrace.agent.http.lines.Refused;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A value of OTLP/JSON and where it stands. Absent and null are the same: the field's default.
 *
 * @param at for messages, as in {@code resourceLogs[0].resource}
 */
record JsonField(String at, JsonNode node) {
  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private static final Pattern UPPER = Pattern.compile("[A-Z]");

  /**
   * A member, under the name that JSON has for it or under protobuf's own.
   *
   * @param name in lower camel case
   */
  JsonField member(String name) {
    JsonNode camel = node.path(name);
    JsonNode value = camel.isMissingNode() ? node.path(snake(name)) : camel;
    return new JsonField(at.isEmpty() ? name : at + "." + name, value);
  }

  private static String snake(String name) {
    return UPPER.matcher(name).replaceAll(found -> "_" + found.group().toLowerCase(Locale.ROOT));
  }

  JsonField element(int index) {
    return new JsonField(at + "[" + index + "]", node.path(index));
  }

  boolean absent() {
    return node.isMissingNode() || node.isNull();
  }

  /** How many elements an array has; none if it is absent. */
  int elements() throws Refused {
    return require("an array", JsonNode::isArray).size();
  }

  JsonField object() throws Refused {
    if (absent()) {
      throw Refused.malformed(at + " must be an object");
    }
    require("an object", JsonNode::isObject);
    return this;
  }

  String text() throws Refused {
    return require("text", JsonNode::isTextual).asText("");
  }

  boolean flag() throws Refused {
    return require("true or false", JsonNode::isBoolean).asBoolean();
  }

  double decimal() throws Refused {
    try {
      return absent() ? 0 : Double.parseDouble(scalar());
    } catch (NumberFormatException e) {
      throw Refused.malformed(at + " must be a number");
    }
  }

  /** A 64-bit number, as JSON's or as text; negative ones are signed, large ones unsigned. */
  long integer() throws Refused {
    try {
      BigInteger value = absent() ? BigInteger.ZERO : new BigInteger(short20(scalar()));
      if (value.bitLength() > 63 && (value.signum() < 0 || value.compareTo(MAX_UNSIGNED) >= 0)) {
        throw Refused.malformed(at + " must be a number of 64 bits");
      }
      return value.longValue();
    } catch (NumberFormatException e) {
      throw Refused.malformed(at + " must be a whole number");
    }
  }

  /** A longer number is none of 64 bits, and slow to read. */
  private static String short20(String digits) {
    return digits.length() > 20 ? "" : digits;
  }

  private String scalar() throws Refused {
    return require("a number", value -> value.isNumber() || value.isTextual()).asText();
  }

  /** Hexadecimal digits; OTLP does not write ids in base64 as other bytes. */
  ByteString hex(int bytes) throws Refused {
    String digits = text();
    try {
      if (digits.isEmpty() || digits.length() == 2 * bytes) {
        return ByteString.copyFrom(HexFormat.of().parseHex(digits));
      }
    } catch (IllegalArgumentException e) {
      // is said below
    }
    throw Refused.malformed(at + " must be " + 2 * bytes + " hexadecimal digits");
  }

  ByteString base64() throws Refused {
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(text()));
    } catch (IllegalArgumentException e) {
      throw Refused.malformed(at + " must be base64");
    }
  }

  private JsonNode require(String kind, Predicate<JsonNode> is) throws Refused {
    if (!absent() && !is.test(node)) {
      throw Refused.malformed(at + " must be " + kind);
    }
    return node;
  }
}
