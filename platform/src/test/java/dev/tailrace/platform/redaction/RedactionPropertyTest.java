package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class RedactionPropertyTest {
  private static final Redactor REDACTOR =
      Redactor.of(RedactionConfig.defaults(), RedactionListener.NONE);

  /** Prefixes of tokens, and what a token of the kind is made of after them. */
  private static final List<String> TOKENS =
      List.of("ghp_", "gho_", "ghs_", "glpat-", "npm_", "sk_live_", "dckr_pat_", "hvs.", "ya29.");

  private static final List<String> PIECES =
      List.of(
          "password",
          "token",
          "=",
          ": ",
          "\"",
          "\\\"",
          "://",
          "a:b@",
          "\u001b[31m",
          "\\u001b[0m",
          "ghp_9fK2mQ7xT4vB8nL1cR6wY3zH5jD0sA2eG4uP",
          "hunter2x9",
          "AKIAQ3EGRTYUZ5BNM7XW",
          " ",
          "-----BEGIN PRIVATE KEY-----",
          "-----END",
          "::add-mask::",
          "[REDACTED:jwt]",
          "eyJhbGciOi",
          ".eyJzdWIiOiIx.",
          "é",
          "\\",
          "\\n",
          "Bearer ",
          "authorization",
          "to",
          "ken",
          "x9K2mQ7vT4bN8");

  @Provide
  static Arbitrary<String> tokens() {
    Arbitrary<String> body = Arbitraries.longs().map(RedactionPropertyTest::randomText);
    return Combinators.combine(Arbitraries.of(TOKENS), body).as((prefix, rest) -> prefix + rest);
  }

  @Provide
  static Arbitrary<String> lines() {
    Arbitrary<String> text = Arbitraries.strings().ascii().ofMaxLength(12);
    return Arbitraries.oneOf(Arbitraries.of(PIECES), text)
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts).replace("\n", "").replace("\r", ""));
  }

  @Provide
  static Arbitrary<byte[]> anyBytes() {
    return Arbitraries.bytes().filter(b -> b != '\n').array(byte[].class).ofMaxSize(300);
  }

  @Property
  void noTokenSurvives(@ForAll("tokens") String token, @ForAll("lines") String other) {
    String before = other.replaceAll("[A-Za-z0-9]$", "-").replace("[REDACTED:jwt]", "");
    byte[] line = (before + " " + token + " end").getBytes(UTF_8);

    assertThat(text(REDACTOR.session().redact(line))).doesNotContain(token.substring(8, 30));
  }

  @Property
  void noTokenSurvivesColours(@ForAll("tokens") String token, @ForAll byte place) {
    int at = 1 + Math.floorMod(place, token.length() - 1);
    for (String colour : List.of("\u001b[1;31m", "\u001b[m", "\\u001b[32m", "\u001b(B")) {
      byte[] line = ("x " + token.substring(0, at) + colour + token.substring(at)).getBytes(UTF_8);

      String redacted = text(REDACTOR.session().redact(line));

      assertThat(redacted).startsWith("x [REDACTED:").endsWith("]").hasSizeLessThan(60);
    }
  }

  @Property
  void aMaskedValueDoesNotSurvive(@ForAll("lines") String value, @ForAll("lines") String other) {
    String literal = value.replaceAll("[^A-Za-z0-9 /+\"é-]", "").strip();
    if (literal.length() < 3 || "[REDACTED:literal]jwt".contains(literal)) {
      return;
    }
    RedactionSession session = REDACTOR.session();
    session.mask(literal);

    String redacted =
        text(session.redact((other.replace("[", "") + " " + literal).getBytes(UTF_8)));

    assertThat(redacted.replaceAll("\\[REDACTED:[a-z-]+]", "\n")).doesNotContain(literal);
  }

  @Property
  void aLineWithoutACandidateHoldsNothing(@ForAll("lines") String line) {
    RedactionSession session = REDACTOR.session();
    byte[] bytes = line.getBytes(UTF_8);

    if (session.candidate(bytes, 0, bytes.length) == bytes.length) {
      assertThat(session.search(bytes)).isSameAs(bytes);
    }
  }

  @Property
  void aBufferOfManyLinesHasTheCandidatesOfEach(
      @ForAll("lines") String a, @ForAll("lines") String b) {
    RedactionSession session = REDACTOR.session();
    byte[] first = a.getBytes(UTF_8);
    byte[] second = b.getBytes(UTF_8);
    byte[] both = (a + "\n" + b + "\nnext").getBytes(UTF_8);

    int found = session.candidate(both, 0, both.length);

    if (session.candidate(first, 0, first.length) < first.length) {
      assertThat(found).isLessThan(first.length);
    } else if (session.candidate(second, 0, second.length) < second.length) {
      assertThat(found).isBetween(first.length, first.length + 1 + second.length);
    }
  }

  @Property
  void redactingTwiceIsRedactingOnce(@ForAll("lines") String line) {
    byte[] once = REDACTOR.session().redact(line.getBytes(UTF_8));

    assertThat(text(REDACTOR.session().redact(once))).isEqualTo(text(once));
  }

  @Property
  void takesAnyBytes(@ForAll("anyBytes") byte[] bytes) {
    RedactionSession session = REDACTOR.session();
    session.redact("-----BEGIN PRIVATE KEY-----".getBytes(UTF_8));

    assertThat(session.redact(bytes)).isNotNull();
    assertThat(session.search(bytes)).isNotNull();
  }

  @Property
  void whatWasUtf8StaysUtf8(@ForAll("lines") String line) {
    byte[] redacted = REDACTOR.session().redact(line.getBytes(UTF_8));

    assertThat(new String(redacted, UTF_8).getBytes(UTF_8)).isEqualTo(redacted);
  }

  @Example
  void takesLinearTimeOnHostileLines() {
    for (String part :
        List.of(
            "a",
            "token=",
            "password=\"",
            "eyJh-",
            "://a:",
            "\u001b[",
            "\u001b]",
            "\\u001b",
            "-----BEGIN PRIVATE KEY",
            "[REDACTED:jwt]",
            "authorization: ",
            "\\",
            "basic ",
            "hvs.")) {
      byte[] line = part.repeat((1 << 20) / part.length()).getBytes(ISO_8859_1);

      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> REDACTOR.session().redact(line), part);
    }
  }

  private static String randomText(long seed) {
    return new Random(seed)
        .ints(40, 0, 36)
        .mapToObj(digit -> String.valueOf(Character.forDigit(digit, 36)))
        .collect(Collectors.joining());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
