package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArchiveQueryTest {
  private static final Instant HOUR = Instant.parse("2026-11-23T07:00:00Z");
  private static final Set<Category> JOBS = Set.of(Category.JOB_EXECUTION);

  @Test
  void refusesWhatCannotBeFound() {
    assertThatThrownBy(
            () -> new ArchiveQuery(Set.of(Category.DEBUG_TRACES), null, null, null, null))
        .hasMessage("debug-traces is not archived");
    assertThatThrownBy(() -> new ArchiveQuery(Set.of(), null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> between(HOUR, HOUR)).hasMessageContaining("is not before");
  }

  @Test
  void choosesObjectsByTheTimesOfTheirManifests() {
    ArchiveEntry entry = described(true, "acme/web");

    assertThat(between(at(21), null).mayBeIn(entry)).isFalse();
    assertThat(between(at(20), null).mayBeIn(entry)).isTrue();
    assertThat(between(at(20).plusNanos(5), null).mayBeIn(entry)).isTrue();
    assertThat(between(null, at(10)).mayBeIn(entry)).isFalse();
    assertThat(between(null, at(10).plusMillis(1)).mayBeIn(entry)).isTrue();
  }

  @Test
  void choosesObjectsWithoutAManifestByTheirHour() {
    ArchiveEntry entry = entry(Optional.empty());

    assertThat(between(HOUR.plusSeconds(3600), null).mayBeIn(entry)).isFalse();
    assertThat(between(HOUR.plusSeconds(3599), null).mayBeIn(entry)).isTrue();
    assertThat(between(null, HOUR).mayBeIn(entry)).isFalse();
    assertThat(between(null, HOUR.plusMillis(1)).mayBeIn(entry)).isTrue();
    assertThat(of("acme/api", null).mayBeIn(entry)).isTrue();
  }

  @Test
  void choosesObjectsByRepositoryUnlessTheirManifestIsIncomplete() {
    assertThat(of("acme/web", null).mayBeIn(described(true, "acme/web"))).isTrue();
    assertThat(of("acme/api", null).mayBeIn(described(true, "acme/web"))).isFalse();
    assertThat(of("acme/api", null).mayBeIn(described(false, "acme/web"))).isTrue();
  }

  @Test
  void matchesLinesExactly() {
    LogEvent event = Records.event(Category.JOB_EXECUTION, "s", 1, at(15), "acme/web", "job-7");
    byte[] line = LogEventJson.write(event);

    assertThat(of("acme/web", "job-7").matches(line)).isTrue();
    assertThat(of("acme/we", null).matches(line)).isFalse();
    assertThat(of(null, "job-8").matches(line)).isFalse();
    assertThat(between(at(15), at(16)).matches(line)).isTrue();
    assertThat(between(at(14), at(15)).matches(line)).isFalse();
    assertThat(between(at(15).plusNanos(1), null).matches(line)).isFalse();
  }

  @Test
  void aClockThatIsWrongDoesNotHideALine() {
    LogEvent event =
        Records.event(Category.JOB_EXECUTION, "s", 1, at(15), "acme/web", "job-7")
            .at(Instant.EPOCH); // and so filed under the time at which it was read

    assertThat(between(at(15), at(16)).matches(LogEventJson.write(event))).isTrue();
    assertThat(between(Instant.EPOCH, at(15)).matches(LogEventJson.write(event))).isFalse();
  }

  @Test
  void whatIsNoEventIsFoundOnlyWhereEverythingIs() {
    byte[] line = "no event".getBytes(UTF_8);

    assertThat(Records.EVERYTHING.matches(line)).isTrue();
    assertThat(between(HOUR, null).matches(line)).isFalse();
  }

  private static Instant at(int minute) {
    return HOUR.plusSeconds(60L * minute);
  }

  private static ArchiveQuery between(@Nullable Instant from, @Nullable Instant to) {
    return new ArchiveQuery(JOBS, from, to, null, null);
  }

  private static ArchiveQuery of(@Nullable String repository, @Nullable String job) {
    return new ArchiveQuery(JOBS, null, null, repository, job);
  }

  private static ArchiveEntry described(boolean complete, String... repositories) {
    return entry(
        Optional.of(
            new ArchiveManifest("k", 1, 1, 1, 1, at(10), at(20), List.of(repositories), complete)));
  }

  private static ArchiveEntry entry(Optional<ArchiveManifest> manifest) {
    ArchivedObject object = new ArchivedObject("k", 1, HOUR, "STANDARD");
    return new ArchiveEntry(object, Category.JOB_EXECUTION, HOUR, manifest);
  }
}
