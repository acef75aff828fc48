package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node that offers logsdb makes of the modes, and how their indices get on together. */
class IndexModeIT {
  private static final String STANDARD_DAY = "tailrace-job-execution-2031.03.01";
  private static final String LOGSDB_DAY = "tailrace-job-execution-2031.03.02";

  @TempDir static Path directory;
  private static EmbeddedElasticsearch elasticsearch;
  private static URI url;
  private static ElasticsearchConnection connection;

  @BeforeAll
  static void start() {
    elasticsearch = EmbeddedElasticsearch.start(directory, 0);
    url = URI.create(elasticsearch.url());
    connection = new ElasticsearchConnection(ElasticsearchConfig.local(url));
  }

  @AfterAll
  static void stop() {
    connection.close();
    elasticsearch.close();
  }

  @AfterEach
  void deleteIndices() throws Exception {
    connection.client().indices().delete(d -> d.index("tailrace-*"));
  }

  @Test
  void automaticallyTakesWhatTheClusterOffers() throws Exception {
    assertThat(install(IndexMode.AUTO)).isEqualTo(IndexMode.LOGSDB);
    assertThat(install(IndexMode.STANDARD)).isEqualTo(IndexMode.STANDARD);
    assertThat(install(IndexMode.LOGSDB)).isEqualTo(IndexMode.LOGSDB);
  }

  @Test
  void aClusterDoesNotTakeATemplateWithSettingsItDoesNotKnow() throws Exception {
    Request request = new Request("POST", "/_index_template/_simulate");
    request.setJsonEntity(
        "{\"index_patterns\":[\"x\"],\"template\":{\"settings\":{\"index.mode\":\"logs\"}}}");

    assertThat(connection.takes(request)).isFalse();
  }

  @Test
  void theCheckShowsThatANewModeIsToBeInstalled() throws Exception {
    install(IndexMode.STANDARD);
    assertThat(differences(IndexMode.STANDARD)).isEmpty();

    assertThat(differences(IndexMode.AUTO))
        .containsExactly(
            "component template tailrace-settings, template.settings.index.mapping.ignore_malformed:"
                + " missing; should be false",
            "component template tailrace-settings, template.settings.index.mapping.source.mode:"
                + " missing; should be stored",
            "component template tailrace-settings, template.settings.index.mode:"
                + " missing; should be logsdb");

    install(IndexMode.AUTO);
    assertThat(differences(IndexMode.LOGSDB)).isEmpty();
  }

  @Test
  void daysOfBothModesAreSearchedAsOne() throws Exception {
    install(IndexMode.STANDARD);
    LogEvent first = stored(STANDARD_DAY, 1);
    install(IndexMode.LOGSDB);
    LogEvent second = stored(LOGSDB_DAY, 2);
    LogEvent late = stored(STANDARD_DAY, 3);
    connection.client().indices().refresh(r -> r.index("tailrace-*"));

    try (ElasticsearchSearch search = new ElasticsearchSearch(ElasticsearchConfig.local(url))) {
      Instant from = first.timestamp().minusMillis(1);
      List<byte[]> found =
          search.newest(
              new ElasticsearchSearch.Wanted(
                  List.of(Category.JOB_EXECUTION), from, null, null, null, null, "queue"),
              10);

      assertThat(found)
          .containsExactly(
              LogEventJson.write(late), LogEventJson.write(second), LogEventJson.write(first));
    }
  }

  @Test
  void anEventWithoutATimeIsRefusedByLogsdbAndSaysWhy() throws Exception {
    install(IndexMode.LOGSDB);

    List<Answer> answers = write(LOGSDB_DAY, "timeless", TestRecords.bytes("{\"message\":\"x\"}"));

    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refusal -> assertThat(refusal.reason()).contains("[@timestamp] is missing"));
  }

  private static IndexMode install(IndexMode mode) throws Exception {
    return ElasticsearchBootstrap.install(ElasticsearchConfig.local(url, mode));
  }

  private static List<String> differences(IndexMode mode) throws Exception {
    return ElasticsearchBootstrap.differences(ElasticsearchConfig.local(url, mode)).stream()
        .map(Difference::toString)
        .toList();
  }

  /** Meets itself when it is sent again. */
  private static LogEvent stored(String index, long offset) throws Exception {
    LogEvent event = TestRecords.event(Category.JOB_EXECUTION, "mixed", offset, Map.of("k", "v"));
    byte[] json = LogEventJson.write(event);
    List<Answer> answers = new ArrayList<>(write(index, event.eventId(), json));
    answers.addAll(write(index, event.eventId(), json));
    assertThat(answers).containsExactly(new Answer.Stored(), new Answer.Duplicate());
    return event;
  }

  private static List<Answer> write(String index, String id, byte[] json) throws Exception {
    return TestRecords.write(connection, index, id, json);
  }
}
