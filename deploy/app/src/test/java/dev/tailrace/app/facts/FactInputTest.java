package dev.tailrace.app.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.FactKind;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FactInputTest {
  private static String read(FactKind kind, String... words) {
    return FactJson.text(FactInput.read(kind, List.of(words)));
  }

  @Test
  void readsMembersByTheirTypes() {
    assertThat(read(FactKind.REPOSITORY, "team=core = infra", "retention_days=14"))
        .isEqualTo("{\"team\":\"core = infra\",\"retention_days\":14}");
    assertThat(read(FactKind.RUNNER, "runner_labels=self-hosted, arm64", "os=linux"))
        .isEqualTo("{\"runner_labels\":[\"self-hosted\",\"arm64\"],\"os\":\"linux\"}");
  }

  @Test
  void readsAJsonObject() {
    String steps =
        "{\"steps\":[{\"number\":1,\"name\":\"Build\",\"started_at\":\"2024-01-15T10:36:01Z\","
            + "\"completed_at\":\"2024-01-15T10:36:05Z\"}]}";

    assertThat(read(FactKind.JOB, steps)).isEqualTo(steps);
    assertThat(read(FactKind.RUN, " {\"branch\": \"main\", \"attempt\": 2}"))
        .isEqualTo("{\"branch\":\"main\",\"attempt\":2}");
  }

  @ParameterizedTest
  @EnumSource
  void readsTheExampleOfTheSchema(FactKind kind) throws IOException {
    String file = kind + "-fact.schema.json";
    try (InputStream in = FactKind.class.getResourceAsStream(file)) {
      String example =
          Json.MAPPER.readTree(Objects.requireNonNull(in, file)).at("/examples/0").toString();
      assertThat(read(kind, example)).isEqualTo(example);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "REPOSITORY | colour=red | a fact of a repository has no member 'colour'; its members are"
            + " organization, visibility, team, retention_days",
        "REPOSITORY | retention_days=long | retention_days cannot be long; write a whole number"
            + " from 1",
        "REPOSITORY | retention_days=0 | retention_days cannot be 0; write a whole number from 1",
        "REPOSITORY | team | 'team' is no member; write NAME=VALUE, or one JSON object and nothing"
            + " else",
        "REPOSITORY | {\"team\":7} | team cannot be 7; write a text",
        "REPOSITORY | {} | a fact without members says nothing; to take it back, use tailrace facts"
            + " forget",
        "REPOSITORY | {\"team\":\"a\"} {} | not a JSON object",
        "REPOSITORY | {\"team\" | not a JSON object",
        "RUNNER | {\"runner_labels\":\"arm64\"} | runner_labels cannot be \"arm64\"; write a list"
            + " of texts",
        "RUN | {\"attempt\":1.5} | attempt cannot be 1.5; write a whole number from 1",
        "JOB | steps=1 | steps cannot be written as NAME=VALUE; give the fact as a JSON object",
        "JOB | {\"steps\":[{\"number\":1}]} | started_at cannot be missing; write a time",
        "JOB | {\"steps\":[{\"number\":1,\"started_at\":\"now\"}]} | started_at cannot be \"now\";"
            + " write a time, as 2026-01-31T08:00:00Z",
        "JOB | {\"steps\":[{\"n\":1}]} | a fact of a step has no member 'n'; its members are"
            + " number, name, started_at, completed_at",
      })
  void saysWhatToWriteInstead(FactKind kind, String word, String message) {
    assertThatThrownBy(() -> read(kind, word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesAMemberThatIsGivenTwice() {
    assertThatThrownBy(() -> read(FactKind.RUN, "branch=a", "branch=b"))
        .hasMessage("branch is given twice; give it once");
  }
}
