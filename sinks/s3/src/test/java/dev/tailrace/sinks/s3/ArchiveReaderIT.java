package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedS3;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chooses among objects that are stored as the sink stores them, and as older versions did. */
class ArchiveReaderIT {
  private static final Instant HOUR = Instant.parse("2026-11-23T07:00:00Z");
  private static final Set<Category> JOBS = Set.of(Category.JOB_EXECUTION);

  @TempDir static Path directory;
  private static EmbeddedS3 s3;
  private static S3Config config;
  private static ArchiveReader reader;
  private static String first;
  private static String second;
  private static String older;
  private static String error;

  @BeforeAll
  static void store() throws Exception {
    s3 = EmbeddedS3.start(directory, 0, "archive");
    config = S3Config.local(URI.create(s3.url()), "archive");
    reader = new ArchiveReader(config);
    first = store(Category.JOB_EXECUTION, HOUR, "acme/web", true);
    second = store(Category.JOB_EXECUTION, HOUR.plus(Duration.ofHours(3)), "acme/api", true);
    older = store(Category.JOB_EXECUTION, HOUR.plus(Duration.ofDays(1)), "acme/web", false);
    error = store(Category.SYSTEM_ERRORS, HOUR, "acme/web", true);
  }

  @AfterAll
  static void stop() {
    reader.close();
    s3.close();
  }

  @Test
  void findsEverythingAndNoManifests() {
    assertThat(keys(Records.EVERYTHING)).containsExactly(first, second, older, error);
    assertThat(reader.list().map(ArchivedObject::key)).containsExactly(first, second, older, error);
    assertThat(reader.countRecords()).isEqualTo(40);
    assertThat(reader.list("manifests/")).hasSize(3);
  }

  @Test
  void findsByTime() {
    Instant next = HOUR.plus(Duration.ofHours(1));

    assertThat(keys(jobs(null, next, null))).containsExactly(first);
    assertThat(keys(jobs(HOUR.plusSeconds(9), next, null))).containsExactly(first);
    assertThat(keys(jobs(HOUR.plusSeconds(10), next, null))).isEmpty();
    assertThat(keys(jobs(next, null, null))).containsExactly(second, older);
  }

  @Test
  void findsByRepositoryAndOpensWhatHasNoManifest() {
    assertThat(keys(jobs(null, null, "acme/api"))).containsExactly(second, older);
    assertThat(keys(jobs(null, null, "acme/web"))).containsExactly(first, older);

    ArchiveQuery job = new ArchiveQuery(JOBS, null, null, "acme/api", "job-3");
    assertThat(reader.find(job).filter(entry -> reader.mayHold(entry.object(), job)))
        .extracting(entry -> entry.object().key())
        .containsExactly(second);
  }

  @Test
  void describesAnObjectWithoutOpeningIt() {
    ArchiveEntry entry = reader.find(jobs(null, HOUR.plusSeconds(1), null)).toList().get(0);
    ArchiveManifest manifest = entry.manifest().orElseThrow();

    assertThat(manifest.records()).isEqualTo(10);
    assertThat(manifest.oldest()).isEqualTo(HOUR);
    assertThat(manifest.newest()).isEqualTo(HOUR.plusSeconds(9));
    assertThat(manifest.repositories()).containsExactly("acme/web");
    assertThat(entry.object().storageClass()).isEqualTo("STANDARD");
    assertThat(reader.get(first).map(ArchivedObject::size)).contains(entry.object().size());
    assertThat(reader.get("none")).isEmpty();
  }

  @Test
  void doesNotBelieveAManifestOfAnotherObject() throws Exception {
    Instant hour = HOUR.plus(Duration.ofDays(3));
    String key = store(Category.RUNNER_LIFECYCLE, hour, "acme/web", true);
    try (ObjectStore store = new S3ObjectStore(config);
        var client = S3Clients.create(config)) {
      client.deleteObject(delete -> delete.bucket("archive").key(key));
      store.put(object(key, Category.RUNNER_LIFECYCLE, hour, "acme/another", 3).get(0));
    }
    ArchiveQuery query =
        new ArchiveQuery(Set.of(Category.RUNNER_LIFECYCLE), null, null, "acme/another", null);

    assertThat(reader.find(query).map(ArchiveEntry::manifest)).containsExactly(Optional.empty());
    assertThat(reader.find(query).mapToLong(reader::countRecords).sum()).isEqualTo(3);
    try (var client = S3Clients.create(config)) {
      client.deleteObject(delete -> delete.bucket("archive").key(key));
      client.deleteObject(delete -> delete.bucket("archive").key(ArchiveManifest.keyOf(key)));
    }
  }

  @Test
  void saysWhichBucketIsMissing() {
    try (ArchiveReader other = new ArchiveReader(S3Config.local(URI.create(s3.url()), "nowhere"))) {
      assertThatThrownBy(other::requireBucket)
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContaining("bucket nowhere does not exist");
    }
  }

  private static ArchiveQuery jobs(
      @Nullable Instant from, @Nullable Instant to, @Nullable String repository) {
    return new ArchiveQuery(JOBS, from, to, repository, null);
  }

  private static List<String> keys(ArchiveQuery query) {
    return reader.find(query).map(entry -> entry.object().key()).toList();
  }

  /** Ten lines, a second and a job apart. */
  private static String store(Category category, Instant hour, String repository, boolean described)
      throws Exception {
    TopicPartition partition = new TopicPartition("logs." + category.id(), 0);
    String key =
        ObjectGroup.of(category, hour.toEpochMilli()).key(partition, 100, Compression.ZSTD);
    List<Upload> uploads = object(key, category, hour, repository, 10);
    try (ObjectStore store = new S3ObjectStore(config)) {
      for (Upload upload : described ? uploads : uploads.subList(0, 1)) {
        store.put(upload);
      }
    }
    return key;
  }

  private static List<Upload> object(
      String key, Category category, Instant hour, String repository, int lines) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      events.add(
          Records.event(category, "source-1", i, hour.plusSeconds(i), repository, "job-" + i));
    }
    try (FrameCompressor compressor = Compression.ZSTD.compressor(FrameCompressor.FRAME_BYTES)) {
      ObjectBuffer buffer = new ObjectBuffer(compressor, 100);
      for (int i = 0; i < lines; i++) {
        LogEvent event = events.get(i);
        buffer.add(100 + i, event.filedAt().toEpochMilli(), LogEventJson.write(event));
      }
      return buffer.finish(key).uploads().toList();
    }
  }
}
