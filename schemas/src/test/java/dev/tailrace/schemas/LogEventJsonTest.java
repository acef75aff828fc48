package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LogEventJsonTest {
  private static final int TRIES = 300;

  @Provide
  Arbitrary<String> anyText() {
    // All of UTF-16, so lone halves of surrogate pairs and control characters too.
    return Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(80);
  }

  /** No halves of pairs: two keys that differ only there would become one. */
  private static Arbitrary<String> keys() {
    return Arbitraries.strings()
        .withCharRange('\0', '\ud7ff')
        .withCharRange('\ue000', '\uffff')
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<Map<String, Object>> anyContext() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            anyText().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.longs().lessOrEqual(Integer.MIN_VALUE - 1L).asGeneric(),
            Arbitraries.longs()
                .greaterOrEqual(1)
                .map(number -> BigInteger.valueOf(number).shiftLeft(70))
                .asGeneric(),
            Arbitraries.bigDecimals().filter(number -> number.scale() > 0).asGeneric());
    Arbitrary<Object> value =
        Arbitraries.lazyOf(
            () -> leaf,
            () -> leaf,
            () -> leaf.list().ofMaxSize(3).asGeneric(),
            () -> Arbitraries.maps(keys(), leaf).ofMaxSize(3).asGeneric());
    return Arbitraries.maps(keys(), value).ofMaxSize(5);
  }

  @Property(tries = TRIES)
  void readsWhatItWrote(
      @ForAll("anyText") String message, @ForAll("anyContext") Map<String, Object> context) {
    LogEvent event = Samples.logEvent(message, context);

    byte[] json = LogEventJson.write(event);

    LogEvent expected = Samples.logEvent(repaired(message), cast(repaired(context)));
    assertThat(LogEventJson.read(json)).isEqualTo(expected);
    assertThat(new String(json, UTF_8)).doesNotContain("\n");
    assertThat(LogEventJson.write(LogEventJson.read(json))).isEqualTo(json);
  }

  /** What UTF-8 can say of a value: half a surrogate pair becomes U+FFFD. */
  private static Object repaired(Object value) {
    if (value instanceof String text) {
      return repaired(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(LogEventJsonTest::repaired).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> repaired = new HashMap<>();
      map.forEach((key, inner) -> repaired.put(repaired((String) key), repaired(inner)));
      return repaired;
    }
    return value;
  }

  private static String repaired(String text) {
    return text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object map) {
    return (Map<String, Object>) map;
  }

  @Example
  void keepsEveryField() {
    LogEvent full = Samples.fullLogEvent();
    LogEvent bare = Samples.bareLogEvent();

    assertThat(LogEventJson.read(LogEventJson.write(bare))).isEqualTo(bare);
    LogEvent read = LogEventJson.read(LogEventJson.write(full));
    assertThat(read.context().get("queue_wait_ms")).isEqualTo(2340);
    assertThat(read.withContext(Map.of())).isEqualTo(full.withContext(Map.of()));
  }

  @Example
  void writesHalfASurrogatePairAsReplacementCharacter() {
    LogEvent event = Samples.logEvent("a\ud83d", Map.of("\ude80k", "\ud83d\ude80"));

    LogEvent read = LogEventJson.read(LogEventJson.write(event));

    assertThat(read.message()).isEqualTo("a\ufffd");
    assertThat(read.context()).isEqualTo(Map.of("\ufffdk", "\ud83d\ude80"));
  }

  @Example
  void keepsDecimalsExactly() {
    Map<String, Object> context = Map.of("n", new BigDecimal("0.10000000000000000001"));

    assertThat(LogEventJson.read(LogEventJson.write(Samples.logEvent("m", context))).context())
        .isEqualTo(context);
  }

  @Example
  void refusesWhatIsNoLogEvent() {
    String good = new String(LogEventJson.write(Samples.fullLogEvent()), UTF_8);
    List<String> bad =
        List.of(
            "",
            "[]",
            "{",
            "{}",
            good.replace("2026-01-15T10:35:22.123456789Z", "yesterday"),
            good.replace("\"INFO\"", "\"LOUD\""),
            good.replace("scheduler-events", "gossip"),
            good.replace("\"platform\"", "\"nobody\""),
            good.replace("4711", "\"4711\""),
            good.replace("4711", "-1"),
            good.replace("[\"truncated\"]", "[1]"));

    assertThat(bad)
        .doesNotContain(good)
        .allSatisfy(
            json ->
                assertThatThrownBy(() -> LogEventJson.read(json.getBytes(UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
