package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RepositoryNamesTest {
  private final RepositoryNames names = new RepositoryNames();

  @Test
  void findsEachNameOnceAndSortsThem() {
    add("{\"context\":{\"repository\":\"acme/web\",\"run_id\":\"1\"}}");
    add("{\"context\":{\"repository\":\"acme/api\"}}");
    add("{\"context\":{\"repository\":\"acme/web\"}}");
    add("{\"message\":\"nothing\"}");

    assertThat(names.sorted()).containsExactly("acme/api", "acme/web");
    assertThat(names.complete()).isTrue();
  }

  @Test
  void findsNamesThatAWriterSetApart() {
    add("{\"context\": {\"repository\" : \t\"acme/web\"}}");

    assertThat(names.sorted()).containsExactly("acme/web");
  }

  @Test
  void findsWhatAJobClaimsAsWell() {
    add("{\"context\":{\"claimed\":{\"repository\":\"evil/x\"},\"repository\":\"acme/web\"}}");

    assertThat(names.sorted()).containsExactly("acme/web", "evil/x");
  }

  @Test
  void findsNamesWhereverTheyStand() {
    for (int i = 0; i < 40; i++) {
      add("{\"" + "x".repeat(i) + "\":{\"repository\":\"acme/" + i + "\"}}");
    }

    assertThat(names.sorted()).hasSize(40);
  }

  @Test
  void tellsNamesThatBeginAlikeFromOneAnother() {
    for (String name : List.of("", "a", "a/b", "a", "a/bc", "a/b", "")) {
      add("{\"repository\":\"" + name + "\"}");
    }

    assertThat(names.sorted()).containsExactly("", "a", "a/b", "a/bc");
  }

  @Test
  void decodesEscapes() {
    add("{\"repository\":\"acme\\/\\u0077eb \\\"x\\\\\"}");
    add("{\"repository\":\"acme/web \\\"x\\\\\"}");

    assertThat(names.sorted()).containsExactly("acme/web \"x\\");
  }

  @Test
  void isNotDeceivedByText() {
    add("{\"message\":\"say \\\"repository\\\":\\\"acme/web\\\"\"}");
    add("{\"message\":\"repository\",\"x\":\"repository\"}");
    add("{\"my_repository\":\"a\",\"repository\":7,\"repository_id\":\"b\"}");
    add("{\"repository\":\"never ends");
    add("{\"repository\":");
    add("\"repository\"");
    add("");

    assertThat(names.sorted()).isEmpty();
    assertThat(names.complete()).isTrue();
  }

  @Test
  void isIncompleteWhenThereAreTooManyOrOneIsTooLong() {
    for (int i = 0; i < RepositoryNames.MOST; i++) {
      add("{\"repository\":\"acme/" + i + "\"}");
    }
    add("{\"repository\":\"acme/0\"}");
    assertThat(names.complete()).isTrue();

    add("{\"repository\":\"acme/one-more\"}");

    assertThat(names.sorted()).hasSize(RepositoryNames.MOST).doesNotContain("acme/one-more");
    assertThat(names.complete()).isFalse();
    RepositoryNames others = new RepositoryNames();
    others.addFrom(("{\"repository\":\"" + "x".repeat(300) + "\"}").getBytes(UTF_8));
    assertThat(others.sorted()).isEmpty();
    assertThat(others.complete()).isFalse();
  }

  @Property
  void findsTheRepositoryOfEveryEvent(
      @ForAll String repository, @ForAll String message, @ForAll String other) {
    LogEvent event =
        Records.event(Records.CATEGORY, "s", 1, Instant.EPOCH, repository, other)
            .withContext(Map.of("repository", repository, "x" + message, other));
    byte[] json = LogEventJson.write(event);
    RepositoryNames found = new RepositoryNames();
    found.addFrom(json);

    String expected = LogEventJson.read(json).contextText("repository");
    assertThat(!found.complete() || found.sorted().contains(expected)).isTrue();
  }

  private void add(String json) {
    names.addFrom(json.getBytes(UTF_8));
  }
}
