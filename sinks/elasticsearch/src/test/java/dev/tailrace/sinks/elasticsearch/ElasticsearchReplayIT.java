package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Events come back into a real node; each test has a category of its own. */
@ParameterizedClass
@EnumSource(
    value = IndexMode.class,
    names = {"STANDARD", "LOGSDB"})
class ElasticsearchReplayIT {
  private static final Duration LONG_AGO = Duration.ofDays(20);

  @TempDir static Path directory;
  private static EmbeddedElasticsearch elasticsearch;
  private static ElasticsearchConfig config;
  private final List<String> refusals = new ArrayList<>();

  @Parameter IndexMode mode;

  @BeforeParameterizedClassInvocation
  static void start(IndexMode mode) {
    elasticsearch = EmbeddedElasticsearch.start(directory.resolve(mode.toString()), 0);
    config = ElasticsearchConfig.local(URI.create(elasticsearch.url()), mode);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    elasticsearch.close();
  }

  @Test
  void storesEachEventOnceHoweverOftenItIsReplayed() throws Exception {
    Category category = Category.JOB_EXECUTION;
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(TestRecords.event(category, "hot", i, Map.of()));
      LogEvent cold = TestRecords.event(category, "cold", i, Map.of());
      events.add(shifted(cold, LONG_AGO));
    }

    try (ElasticsearchReplay first = replay(config)) {
      replay(first, events);
      assertThat(first.stored()).isEqualTo(20);
      assertThat(first.present()).isZero();
    }
    try (ElasticsearchReplay second = replay(config)) {
      replay(second, events);
      assertThat(second.stored()).isZero();
      assertThat(second.present()).isEqualTo(20);
    }

    String day = new ReplayIndex(DayIndex.of(category, Instant.now().minus(LONG_AGO))).name();
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config);
        ElasticsearchCounter counter = new ElasticsearchCounter(config)) {
      connection.client().indices().refresh(r -> r.index(day));
      assertThat(connection.client().count(c -> c.index(day)).count()).isEqualTo(10);
      assertThat(counter.count(category)).isEqualTo(10);
      assertThat(counter.count())
          .isEqualTo(Arrays.stream(Category.values()).mapToLong(counter::count).sum());
      assertThat(found(connection, day, "event.id:cold-000000000003")).isEqualTo(1);
    }
    assertThat(refusals).isEmpty();
  }

  @Test
  void saysWhatIsRefusedAndStoresTheRest() throws Exception {
    Category category = Category.SECURITY_EVENTS;
    try (ElasticsearchReplay replay = replay(config)) {
      replay.begin();
      LogEvent good = TestRecords.event(category, "good", 1, Map.of());
      replay.add(category, good.eventId(), good.filedAt(), LogEventJson.write(good));
      replay.add(category, "bad-1", good.filedAt(), TestRecords.bytes("no json"));
      replay.flush();

      assertThat(replay.stored()).isEqualTo(1);
      assertThat(replay.refused()).isEqualTo(1);
      assertThat(refusals).singleElement().asString().startsWith("bad-1 ");
    }
  }

  @Test
  void isSweptSevenDaysAfterItsCreation() throws Exception {
    Category category = Category.SYSTEM_ERRORS;
    LogEvent cold = shifted(TestRecords.event(category, "cold", 1, Map.of()), LONG_AGO);
    String index = new ReplayIndex(DayIndex.of(category, cold.filedAt())).name();
    try (ElasticsearchReplay replay = replay(config);
        ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      replay(replay, List.of(cold));

      sweep(connection, Instant.now().plus(ReplayIndex.KEPT).minusSeconds(60));
      assertThat(connection.client().indices().exists(e -> e.index(index)).value()).isTrue();

      sweep(connection, Instant.now().plus(ReplayIndex.KEPT).plusSeconds(1));
      assertThat(connection.client().indices().exists(e -> e.index(index)).value()).isFalse();
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    ElasticsearchConfig nobody = ElasticsearchConfig.local(URI.create("http://127.0.0.1:1"));
    try (ElasticsearchReplay replay = replay(nobody)) {
      assertThatThrownBy(replay::begin)
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContaining("Elasticsearch");
    }
  }

  private ElasticsearchReplay replay(ElasticsearchConfig to) {
    return new ElasticsearchReplay(
        to, InstantSource.system(), (id, reason) -> refusals.add(id + " " + reason));
  }

  private static void replay(ElasticsearchReplay replay, List<LogEvent> events) throws Exception {
    replay.begin();
    for (LogEvent event : events) {
      replay.add(event.category(), event.eventId(), event.filedAt(), LogEventJson.write(event));
    }
    replay.flush();
  }

  private static LogEvent shifted(LogEvent event, Duration ago) {
    return new LogEvent(
        event.timestamp().minus(ago),
        event.observedTimestamp().minus(ago),
        event.level(),
        event.service(),
        event.traceId(),
        event.spanId(),
        event.message(),
        event.category(),
        event.source(),
        event.tags(),
        event.context());
  }

  private static void sweep(ElasticsearchConnection connection, Instant now) throws Exception {
    try (HotSweeper sweeper = new HotSweeper(connection, InstantSource.fixed(now))) {
      sweeper.sweep();
    }
  }

  private static long found(ElasticsearchConnection connection, String index, String query)
      throws Exception {
    return connection
        .client()
        .count(c -> c.index(index).query(q -> q.queryString(text -> text.query(query))))
        .count();
  }
}
