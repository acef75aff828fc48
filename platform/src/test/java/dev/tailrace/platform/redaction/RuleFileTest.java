package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.platform.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFileTest {
  @TempDir private Path directory;

  static List<Rule> builtIn() {
    return RuleFile.builtIn();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void everyBuiltInRuleDoesWhatItsExamplesSay(Rule rule) {
    assertThat(rule.examples()).as(rule.id()).isNotEmpty();
    assertThatCode(rule::tryExamples).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void findsEveryExampleWithinAJsonStringToo(Rule rule) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Redactor redactor = Redactor.of(RedactionConfig.defaults(), RedactionListener.NONE);
    for (String example : rule.examples()) {
      byte[] line = json.writeValueAsBytes(Map.of("message", "\n" + example + "\n"));

      byte[] redacted = redactor.session().redact(line);

      assertThat(json.readTree(redacted).path("message").asText())
          .as(rule.id())
          .contains("[REDACTED:")
          .isNotEqualTo(example);
    }
  }

  @Test
  void findsWhatARuleOfTheUserFinds() throws IOException {
    Path file =
        file(
            """
            rules:
              - id: acme-token
                keywords: [acme_]
                regex: 'acme_([a-z0-9]{8,})'
                examples: ['acme_12345678']
                counterexamples: ['acme_1', 'password: ${NOT_A_VARIABLE}']
            """);
    Redactor redactor = redactor(file, List.of());

    assertThat(new String(redactor.session().redact("ACME_1 acme_abcdefgh".getBytes(UTF_8)), UTF_8))
        .isEqualTo("ACME_1 acme_[REDACTED:acme-token]");
  }

  @Test
  void refusesAKeywordThatIsInEveryLine() throws IOException {
    refuses("{id: a, keywords: [ab], regex: 'ab.'}", "'a'", "keywords", "3 to 64");
  }

  @Test
  void refusesARuleWithoutAKeyword() throws IOException {
    refuses("{id: a, regex: 'ab.'}", "rule 'a'", "keywords", "name what the secret begins with");
  }

  @Test
  void refusesARegexThatIsNotLinear() throws IOException {
    refuses("{id: a, keywords: [abc], regex: 'abc(.)\\1'}", "regex of rule 'a'", "RE2");
  }

  @Test
  void refusesARuleThatMissesItsExample() throws IOException {
    refuses(
        "{id: a, keywords: [abc], regex: 'abcd', examples: [abce]}",
        "examples of rule 'a'",
        "finds nothing");
  }

  @Test
  void refusesARuleThatHitsItsCounterexample() throws IOException {
    refuses(
        "{id: a, keywords: [abc], regex: 'abcd', counterexamples: [abcd]}",
        "counterexamples of rule 'a'",
        "finds something");
  }

  @Test
  void refusesASecondRuleOfTheSameName() throws IOException {
    Path file = file("rules: [{id: jwt, keywords: [abc], regex: abcd}]");

    assertThatThrownBy(() -> redactor(file, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'jwt'");
  }

  @Test
  void doesNotUseADisabledRule() throws IOException {
    Path file = file("rules: [{id: a, keywords: [abc], regex: abcd}]");
    byte[] line = "abcd".getBytes(UTF_8);

    assertThat(redactor(file, List.of("a")).session().redact(line)).isSameAs(line);
  }

  @Test
  void refusesToDisableARuleThatThereIsNot() throws IOException {
    Path file = file("rules: [{id: a, keywords: [abc], regex: abcd}]");

    assertThatThrownBy(() -> redactor(file, List.of("b")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("disable 'b'");
  }

  private void refuses(String rule, String... parts) throws IOException {
    Path file = file("rules:\n  - " + rule + "\n");

    assertThatThrownBy(() -> RuleFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining(file.toString());
  }

  private static Redactor redactor(Path file, List<String> disable) {
    RedactionConfig config = new RedactionConfig(true, List.of(file), disable, List.of());
    return Redactor.of(config, RedactionListener.NONE);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), yaml);
  }
}
