package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionSessionTest {
  private static final String GITHUB = "ghp_9fK2mQ7xT4vB8nL1cR6wY3zH5jD0sA2eG4uP";
  private static final String KEY_LINE =
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

  private final List<String> counted = new ArrayList<>();
  private final Redactor redactor = Redactor.of(RedactionConfig.defaults(), counted::add);
  private final RedactionSession session = redactor.session("job-1");

  private String redact(String line) {
    return redact(session, line);
  }

  private static String redact(RedactionSession session, String line) {
    return new String(session.redact(line.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void replacesASecretByItsRuleAndCountsIt() {
    assertThat(redact("remote: " + GITHUB + " is used"))
        .isEqualTo("remote: [REDACTED:github-token] is used");
    assertThat(counted).containsExactly("github-token");
  }

  @Test
  void givesTheSameArrayWhereThereIsNothing() {
    byte[] line = "Download action repository 'actions/checkout@v4'".getBytes(UTF_8);

    assertThat(session.redact(line)).isSameAs(line);
    assertThat(counted).isEmpty();
  }

  @Test
  void seesThroughColoursWhereverTheyStand() {
    assertThat(redact("a \u001b[31mgh\u001b[0mp_9fK2mQ7xT4v\u001b[1;32mB8nL1cR6wY3zH5jD0sA2eG4uP!"))
        .isEqualTo("a \u001b[31m[REDACTED:github-token]!");
  }

  @Test
  void seesThroughColoursThatAJsonStringHolds() {
    assertThat(redact("{\"message\":\"gh\\u001b[1mp_9fK2mQ7xT4vB8nL1cR6wY3zH5jD0sA2eG4uP\"}"))
        .isEqualTo("{\"message\":\"[REDACTED:github-token]\"}");
  }

  @Test
  void seesASecretWithinAHyperlink() {
    assertThat(redact("\u001b]8;;https://ci:hunter2@x.test/\u0007link\u001b]8;;\u0007"))
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Checked out 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "Digest: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "run 550e8400-e29b-41d4-a716-446655440000",
        "\"integrity\": \"sha512-x9K2mQ7vT4bN8cL1wR6yZ3hJ5dS0aG2eUpx9K2mQ7vT4bN8cL1wR6yZ3hJ5dS==\"",
        "Cache restored from key: Linux-npm-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c",
        "##[group]GITHUB_TOKEN Permissions",
        "  token: ***",
        "env: GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}",
        "tokens per second: 1234.5678",
        "/usr/bin/git config --local http.https://github.com/.extraheader AUTHORIZATION: basic ***",
        "-----BEGIN CERTIFICATE-----"
      })
  void leavesWhatIsNoSecret(String line) {
    assertThat(redact(line)).isEqualTo(line);
  }

  @Test
  void followsAPrivateKeyOverLinesWithTimestamps() {
    String time = "2024-07-08T16:48:09.3750041Z ";

    assertThat(redact(time + "-----BEGIN RSA PRIVATE KEY-----")).contains("BEGIN");
    assertThat(session.attentive()).isTrue();
    assertThat(redact(time + KEY_LINE)).isEqualTo(time + "[REDACTED:private-key]");
    assertThat(redact(time + "Building the module")).isEqualTo(time + "Building the module");
    assertThat(redact(time + KEY_LINE)).isEqualTo(time + "[REDACTED:private-key]");
    assertThat(redact(time + "Ab1=")).isEqualTo(time + "[REDACTED:private-key]");
    assertThat(redact(time + "-----END RSA PRIVATE KEY-----")).contains("END");
    assertThat(session.attentive()).isFalse();
    assertThat(redact(KEY_LINE)).isEqualTo(KEY_LINE);
    assertThat(counted).containsExactly("private-key");
  }

  @Test
  void followsAPrivateKeyOverJsonLines() {
    String frame =
        "{\"timestamp\":\"2026-11-25T10:19:08.376Z\",\"trace_id\":"
            + "\"d04be95757a1545f979a1948580f7395\",\"message\":\"%s\"}";

    redact(frame.formatted("-----BEGIN PRIVATE KEY-----"));

    assertThat(redact(frame.formatted(KEY_LINE)))
        .isEqualTo(frame.formatted("[REDACTED:private-key]"));
  }

  @Test
  void findsAPrivateKeyInOneLineOfJson() {
    String line =
        "{\"type\":\"service_account\",\"k\":\"-----BEGIN PRIVATE KEY-----\\n%s\\n%s\\nAb1=\\n"
            + "-----END PRIVATE KEY-----\\n\",\"client_id\":\"1\"}";

    String redacted = redact(line.formatted(KEY_LINE, KEY_LINE));

    assertThat(redacted).doesNotContain("MII", "Us8cKj", "Ab1=").endsWith("\"client_id\":\"1\"}");
    assertThat(session.attentive()).isFalse();
  }

  @Test
  void givesUpAPrivateKeyThatDoesNotEnd() {
    redact("-----BEGIN PRIVATE KEY-----");

    for (int i = 0; i < 21; i++) {
      redact("something else");
    }

    assertThat(session.attentive()).isFalse();
  }

  @Test
  void hidesAMaskedValueFromItsDeclarationOn() {
    assertThat(redact("::add-mask::open sesame%25")).isEqualTo("::add-mask::[REDACTED:literal]");
    assertThat(redact("say 'open sesame%' twice")).isEqualTo("say '[REDACTED:literal]' twice");
  }

  @Test
  void hidesAMaskedValueInEveryForm() {
    String value = "p\"w/d+1 ünd";
    session.mask(value);

    assertThat(redact("{\"m\":\"p\\\"w/d+1 ünd\"}")).isEqualTo("{\"m\":\"[REDACTED:literal]\"}");
    assertThat(redact("x=p%22w%2Fd%2B1%20%C3%BCnd&")).isEqualTo("x=[REDACTED:literal]&");
    assertThat(redact("x=p%22w%2fd%2b1+%c3%bcnd&")).isEqualTo("x=[REDACTED:literal]&");
    assertThat(redact("p\"w\u001b[0m/d+1 ünd")).isEqualTo("[REDACTED:literal]");
    for (String before : List.of("", "a", "ab", "abc")) {
      byte[] text = (before + value + "z").getBytes(UTF_8);
      String core = Base64.getEncoder().encodeToString(value.getBytes(UTF_8)).substring(0, 8);
      assertThat(redact(Base64.getEncoder().encodeToString(text)))
          .contains("[REDACTED:literal]")
          .doesNotContain(core);
    }
  }

  @Test
  void masksEachLineOfAValue() {
    redact("::add-mask::first line%0Asecond line");

    assertThat(redact("first line")).isEqualTo("[REDACTED:literal]");
    assertThat(redact("the second line")).isEqualTo("the [REDACTED:literal]");
  }

  @Test
  void masksForAllSourcesOfAJobAndNoOther() {
    RedactionSession sibling = redactor.session("job-1");
    RedactionSession stranger = redactor.session("job-2");

    redact("##vso[task.setvariable variable=x;issecret=true]open sesame");

    assertThat(redact(sibling, "open sesame")).isEqualTo("[REDACTED:literal]");
    assertThat(redact(stranger, "open sesame")).isEqualTo("open sesame");
  }

  @Test
  void looksForNoMoreThanAThousandLiterals() {
    int[] refused = {0};
    RedactionListener listener =
        new RedactionListener() {
          @Override
          public void redacted(String rule) {}

          @Override
          public void literalRefused() {
            refused[0]++;
          }
        };
    RedactionSession greedy = Redactor.of(RedactionConfig.defaults(), listener).session();

    for (int i = 0; i < 1001; i++) {
      greedy.mask("literal number " + i);
    }

    assertThat(refused[0]).isEqualTo(1);
    assertThat(redact(greedy, "literal number 999!")).isEqualTo("[REDACTED:literal]!");
  }

  @Test
  void hidesTheLiteralsOfTheConfiguration() {
    RedactionConfig config =
        new RedactionConfig(true, List.of(), List.of(), List.of("open sesame"));

    assertThat(redact(Redactor.of(config, RedactionListener.NONE).session(), "an open sesame"))
        .isEqualTo("an [REDACTED:literal]");
    assertThat(config.toString()).doesNotContain("sesame");
  }
}
