package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.FailureLine;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.SourceSummary;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceStateTest {
  private static final Instant NOW = Instant.parse("2024-01-15T10:36:00Z");

  private final SourceState state = new SourceState();

  private Arrival arrive(long offset, long end) {
    return state.arrived(new Place(offset, end, 0), 5, 1_000 + offset);
  }

  private static LogEvent event(long offset, int rank, String message, String... tags) {
    return new LogEvent(
        NOW,
        NOW,
        rank > 0 ? Level.ERROR : Level.INFO,
        "runner",
        null,
        null,
        message,
        null,
        new Source("s1", offset, null, null, Authority.JOB),
        List.of(tags),
        Map.of(),
        rank > 0 ? "89abcdef01234567" : null,
        rank,
        null);
  }

  private static SourceAttributes attributes(Map<String, String> context) {
    return new SourceAttributes("h", null, null, Authority.JOB, context);
  }

  private SourceSummary summary() {
    state.belongsTo(attributes(Map.of("run_id", "r1", "job_id", "j1")));
    return Objects.requireNonNull(state.summary("s1"));
  }

  @Test
  void linesThatFollowOneAnotherLeaveNoGap() {
    assertThat(arrive(0, 6)).isEqualTo(Arrival.NEW);
    assertThat(arrive(6, 12)).isEqualTo(Arrival.NEW);

    assertThat(summary())
        .isEqualTo(
            new SourceSummary(
                "s1", "r1/1/j1", 0, 6, 2, 10, 0, 0, 0, 0, 0, true, false, 1_006, null));
  }

  @Test
  void countsWhatIsMissing() {
    assertThat(arrive(3, 9)).isEqualTo(Arrival.AFTER_GAP);
    assertThat(arrive(9, 15)).isEqualTo(Arrival.NEW);
    assertThat(arrive(115, 120)).isEqualTo(Arrival.AFTER_GAP);

    assertThat(summary().gaps()).isEqualTo(2);
    assertThat(summary().gapBytes()).isEqualTo(103);
    assertThat(summary().firstOffset()).isEqualTo(3);
  }

  @Test
  void whatComesAgainChangesNothingButItsCount() {
    arrive(0, 6);
    arrive(6, 12);
    SourceSummary before = summary();

    assertThat(arrive(0, 6)).isEqualTo(Arrival.AGAIN);
    assertThat(arrive(6, 12)).isEqualTo(Arrival.AGAIN);
    assertThat(arrive(12, 18)).isEqualTo(Arrival.NEW);

    assertThat(summary().duplicates()).isEqualTo(2);
    assertThat(before.duplicates()).isZero();
  }

  @Test
  void whereNoEndIsSaidNothingIsKnownOfGaps() {
    assertThat(arrive(100, Place.UNSAID)).isEqualTo(Arrival.NEW);
    assertThat(arrive(600, 610)).isEqualTo(Arrival.NEW);
    assertThat(arrive(700, Place.UNSAID)).isEqualTo(Arrival.NEW);

    assertThat(summary().contiguous()).isFalse();
    assertThat(summary().gaps()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"6,NEW", "7,NEW", "10,NEW", "11,AFTER_GAP"})
  void aLineEndThatComesLateIsNoGap(long next, Arrival arrival) {
    state.arrived(new Place(0, 6, 4), 5, 1);

    assertThat(arrive(next, 20)).isEqualTo(arrival);
  }

  @Test
  void aSourceThatIsNoJobsHasNoSummary() {
    arrive(0, 6);
    state.belongsTo(attributes(Map.of("run_id", "r1")));

    assertThat(state.summary("s1")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"2,2", "02,2", "x,1", "1234567890123456789,1"})
  void theJobIsNamedAsItsEventsAre(String said, long attempt) {
    arrive(0, 6);
    state.belongsTo(attributes(Map.of("run_id", "r1", "job_id", "j1", "attempt", said)));

    assertThat(Objects.requireNonNull(state.summary("s1")).job())
        .isEqualTo("r1/" + attempt + "/j1");
  }

  @Test
  void keepsTheLastOfTheLikeliestFailureLines() {
    arrive(0, 6);
    state.parsed(event(0, 40, "maybe"));
    state.parsed(event(6, 90, "as likely, earlier"));
    state.parsed(event(12, 90, "x".repeat(1_000)));

    FailureLine failure = Objects.requireNonNull(summary().failure());
    assertThat(failure.eventId()).isEqualTo("s1-00000000000c");
    assertThat(failure.message()).hasSize(FailureLine.MAX_MESSAGE);
    assertThat(summary().errors()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0,true", "100,true", "101,false"})
  void aLineEndsTheLogOnlyIfLittleComesBehindIt(int more, boolean ended) {
    arrive(0, 6);
    assertThat(state.parsed(event(0, 0, "Cleaning up", Tags.JOB_END))).isTrue();
    for (int i = 1; i <= more; i++) {
      arrive(i * 6L, i * 6L + 6);
    }

    assertThat(summary().ended()).isEqualTo(ended);
  }

  @Test
  void aLetterThatIsSentRoundAgainIsNoHoleAnyMore() {
    arrive(0, 6);
    state.gaveUp();
    assertThat(summary().failed()).isEqualTo(1);

    state.tryingAgain();
    state.tryingAgain();
    assertThat(summary().failed()).isZero();
  }

  @Test
  void survivesItsStore() {
    arrive(3, 9);
    state.belongsTo(attributes(Map.of("run_id", "r1", "job_id", "j1")));
    state.parsed(event(3, 90, "b\u00f6se \ud83d\ude31", Tags.JOB_END));
    state.memory().set("format", "github");
    state.unpublished = true;

    SourceState read = new SourceStateCodec().read(new SourceStateCodec().write(state));

    assertThat(read.summary("s1")).isEqualTo(state.summary("s1")).isNotNull();
    assertThat(read.unpublished).isTrue();
    assertThat(read.memory().values()).isEqualTo(Map.of("format", "github"));
    assertThat(read.arrived(new Place(9, 12, 0), 1, 1)).isEqualTo(Arrival.NEW);
    assertThat(new SourceStateCodec().write(new SourceState())).hasSizeLessThan(20);
  }

  @Test
  void readsTheOffsetsThatWereStoredBefore() {
    byte[] before = ByteBuffer.allocate(Long.BYTES).putLong(42).array();

    SourceState read = new SourceStateCodec().read(before);

    assertThat(read.arrived(new Place(42, 50, 0), 1, 1)).isEqualTo(Arrival.AGAIN);
    assertThat(read.arrived(new Place(60, 70, 0), 1, 1)).isEqualTo(Arrival.NEW);
    read.belongsTo(attributes(Map.of("run_id", "r1", "job_id", "j1")));
    assertThat(Objects.requireNonNull(read.summary("s1")).contiguous()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0002xxxxxxxxxxxxxx"})
  void refusesAVersionItDoesNotKnow(String bytes) {
    assertThatThrownBy(() -> new SourceStateCodec().read(bytes.getBytes(US_ASCII)))
        .isInstanceOf(SerializationException.class);
  }
}
