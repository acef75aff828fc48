package dev.tailrace.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What is kept from line to line of a source is the same as what is joined anew. */
class EnricherTest {
  private static final Map<String, Object> CONTEXT =
      Map.of("run_id", "7", "attempt", 1, "job_id", "8", "repository", "org/repo");

  private final FactTables tables = FactTables.empty();
  private final Enricher enricher = new Enricher(tables, CategoryRules.of(List.of()));

  private LogEvent line(Map<String, Object> context) {
    LogEvent event = Events.event(Authority.JOB, Level.INFO, "s", "m", context);
    return enricher.enrich(event, new RecordHeaders());
  }

  private void repository(String key, String json) {
    tables.repositories().put(key, json.getBytes(UTF_8));
  }

  @Test
  void theNextLineOfASourceHasWhatTheLastHad() {
    repository("org/repo", "{\"team\":\"core\"}");

    LogEvent first = line(CONTEXT);

    assertThat(first.context()).containsEntry("team", "core").containsEntry("organization", "org");
    assertThat(line(CONTEXT)).isEqualTo(first);
    assertThat(line(CONTEXT).context()).isSameAs(first.context());
  }

  @Test
  void aFactThatComesChangesOrGoesIsSeenByTheNextLine() {
    assertThat(line(CONTEXT).tags()).isEmpty();

    repository("org/other", "{\"team\":\"core\"}");
    assertThat(line(CONTEXT).tags()).containsExactly("repository-unknown");

    repository("org/repo", "{\"team\":\"core\"}");
    assertThat(line(CONTEXT).context()).containsEntry("team", "core");
    assertThat(line(CONTEXT).tags()).isEmpty();

    repository("org/repo", "{\"team\":\"infra\",\"organization\":\"other\"}");
    assertThat(line(CONTEXT).context())
        .containsEntry("team", "infra")
        .containsEntry("organization", "other");

    tables.repositories().put("org/repo", null);
    assertThat(line(CONTEXT).context()).doesNotContainKey("team");
    assertThat(line(CONTEXT).tags()).containsExactly("repository-unknown");
  }

  @Test
  void anotherContextIsJoinedAnew() {
    repository("org/repo", "{\"team\":\"core\"}");
    repository("org/two", "{\"team\":\"infra\"}");

    assertThat(line(CONTEXT).context()).containsEntry("team", "core");
    assertThat(line(Map.of("repository", "org/two")).context()).containsEntry("team", "infra");
    assertThat(line(CONTEXT).context()).containsEntry("team", "core");
  }
}
