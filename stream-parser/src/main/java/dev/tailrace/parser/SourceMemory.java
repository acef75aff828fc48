package dev.tailrace.parser;

import dev.tailrace.parser.tests.Memory;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the parser remembers of a source from line to line: its format, the step it is in, the suite
 * whose tests are being reported. It is kept in the parser's state store beside the source's
 * offset, so that a line means the same whichever instance reads it.
 *
 * <p>Bounded: at most {@value #MAX_KEYS} keys; a value is cut to {@value #MAX_VALUE} characters.
 * For one thread.
 */
final class SourceMemory implements Memory {
  /** The key of the step that the source's job is in. */
  static final String STEP = "step";

  private static final int MAX_KEYS = 16;
  private static final int MAX_VALUE = 256;

  private final Map<String, String> values;
  private @Nullable JsonMembers step;

  // What follows from the source's attributes is not stored: it is made again.
  private byte @Nullable [] attributes;
  private Known known = AttributesCache.UNKNOWN;
  private @Nullable Known stepOf;
  private Map<String, Object> stepContext = Map.of();

  private SourceMemory(Map<String, String> values) {
    this.values = values;
    this.step = stepMembers(values.get(STEP));
  }

  /** Of a source that was never seen. */
  static SourceMemory empty() {
    return new SourceMemory(new HashMap<>());
  }

  /** What {@link #values} gave. */
  static SourceMemory of(Map<String, String> values) {
    return new SourceMemory(new HashMap<>(values));
  }

  @Override
  public @Nullable String get(String key) {
    return values.get(key);
  }

  /**
   * Remembers a value, or forgets it if it is null.
   *
   * @param key one of the parser's own names, never text of a line
   */
  @Override
  public void set(String key, @Nullable String value) {
    if (Objects.equals(value, values.get(key))) {
      return;
    }
    if (value == null) {
      values.remove(key);
    } else if (values.size() < MAX_KEYS || values.containsKey(key)) {
      String kept = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
      values.put(key, kept);
    }
    if (key.equals(STEP)) {
      step = stepMembers(values.get(STEP));
      stepOf = null;
    }
  }

  /**
   * What the source's agent says of it, read again when the header of a line has other bytes.
   *
   * @throws IllegalArgumentException if the header does not hold source attributes
   */
  Known known(@Nullable Header header, AttributesCache cache) {
    byte[] bytes = header == null ? null : header.value();
    if (!Arrays.equals(bytes, attributes)) {
      known = cache.read(header);
      attributes = bytes;
    }
    return known;
  }

  /** What the last line's agent said of the source. */
  Known known() {
    return known;
  }

  /** The context of a line of which nothing is known but its source and the current step. */
  @SuppressWarnings("ReferenceEquality") // the same source mostly has the same object
  Map<String, Object> stepContext(JsonMembers current, Known source) {
    if (stepOf != source) {
      stepContext = Trust.context(current, null, source);
      stepOf = source;
    }
    return stepContext;
  }

  /** The current step as a member of a context; null if there is none. */
  @Nullable JsonMembers step() {
    return step;
  }

  private static @Nullable JsonMembers stepMembers(@Nullable String name) {
    return name == null
        ? null
        : JsonMembers.of(Map.of(ContextKeys.STEP_NAME, Controls.stripped(name)));
  }

  /** Everything that is remembered, in the order of the keys. */
  Map<String, String> values() {
    return new TreeMap<>(values);
  }
}
