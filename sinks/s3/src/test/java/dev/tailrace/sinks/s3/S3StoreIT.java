package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedS3;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** Buckets, objects and lifecycle rules on an S3 endpoint. */
class S3StoreIT {
  @TempDir static Path directory;
  private static EmbeddedS3 s3;

  @BeforeAll
  static void startServer() {
    s3 = EmbeddedS3.start(directory, 0, "archive");
  }

  @AfterAll
  static void stopServer() {
    s3.close();
  }

  @Test
  void describesAnObjectToWhoeverReadsIt() throws Exception {
    S3Config config = config("archive");
    Upload object = object("described/one.ndjson.zst", "{\"a\":1}", "{\"b\":\"\u00fc\"}");
    try (ObjectStore store = new S3ObjectStore(config);
        S3Client client = S3Clients.create(config)) {
      store.put(object);

      var stored = client.headObject(head -> head.bucket("archive").key(object.key()));
      assertThat(stored.contentType()).isEqualTo("application/x-ndjson");
      assertThat(stored.contentEncoding()).isEqualTo("zstd");
      assertThat(stored.contentLength()).isEqualTo(object.size());
      assertThat(stored.metadata())
          .containsEntry("first-offset", "40")
          .containsEntry("last-offset", "41")
          .containsEntry("records", "2")
          .containsEntry("tailrace-format", "1");
      assertThat(lines(config, "described/")).containsExactly("{\"a\":1}", "{\"b\":\"\u00fc\"}");
    }
  }

  @Test
  void overwritesTheObjectOfTheSameKey() throws Exception {
    S3Config config = config("archive");
    try (ObjectStore store = new S3ObjectStore(config);
        ArchiveReader reader = new ArchiveReader(config)) {
      store.put(object("again/one.ndjson.zst", "{\"first\":true}"));
      store.put(object("again/one.ndjson.zst", "{\"first\":false}", "{}"));

      assertThat(reader.list("again/")).hasSize(1);
      assertThat(reader.list("again/").mapToLong(reader::countRecords).sum()).isEqualTo(2);
      assertThat(lines(config, "again/")).containsExactly("{\"first\":false}", "{}");
    }
  }

  @Test
  void isUnavailableWithTheReasonWhenTheBucketIsMissing() {
    try (ObjectStore store = new S3ObjectStore(config("missing"))) {
      assertThatThrownBy(() -> store.put(object("a.ndjson.zst", "{}")))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContainingAll("missing/a.ndjson.zst", "404", "NoSuchBucket");
    }
  }

  @Test
  void isUnavailableWhenNobodyAnswers() {
    S3Config nobody = S3Config.local(URI.create("http://127.0.0.1:1"), "archive");
    try (ObjectStore store = new S3ObjectStore(nobody)) {
      assertThatThrownBy(() -> store.put(object("a.ndjson.zst", "{}")))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContaining("archive/a.ndjson.zst");
    }
  }

  @Test
  void createsTheBucketAndInstallsTheRulesBesideThoseOfOthers() throws Exception {
    S3Config config = config("ruled");
    S3Bootstrap.install(config);
    try (S3Client client = S3Clients.create(config)) {
      assertThat(LifecycleRules.change(rules(client))).isEmpty();
      client.putBucketLifecycleConfiguration(
          put -> put.bucket("ruled").lifecycleConfiguration(all -> all.rules(foreignRule())));

      S3Bootstrap.install(config);
      S3Bootstrap.install(config);

      List<LifecycleRule> present = rules(client);
      assertThat(present).hasSize(LifecycleRules.all().size() + 1);
      assertThat(present.get(0).id()).isEqualTo("foreign");
      assertThat(present.get(0).expiration().days()).isEqualTo(3);
      assertThat(LifecycleRules.change(present)).isEmpty();
    }
  }

  @Test
  void doesNotCreateABucketUnasked() {
    S3Config config = config("unasked");
    S3Config careful =
        new S3Config(
            "unasked",
            null,
            config.endpoint(),
            "key",
            "secret",
            null,
            null,
            null,
            null,
            null,
            false);

    assertThatThrownBy(() -> S3Bootstrap.install(careful))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageContainingAll("unasked", "create-bucket");
  }

  private static S3Config config(String bucket) {
    return S3Config.local(URI.create(s3.url()), bucket)
        .withLimits(ByteSize.mebibytes(1), Duration.ofSeconds(1));
  }

  private static LifecycleRule foreignRule() {
    return LifecycleRule.builder()
        .id("foreign")
        .status(ExpirationStatus.ENABLED)
        .filter(filter -> filter.prefix("tmp/"))
        .expiration(expiration -> expiration.days(3))
        .build();
  }

  private static List<LifecycleRule> rules(S3Client client) {
    return client.getBucketLifecycleConfiguration(get -> get.bucket("ruled")).rules();
  }

  private static Upload object(String key, String... lines) {
    try (FrameCompressor compressor = new FrameCompressor()) {
      ObjectBuffer buffer = new ObjectBuffer(compressor, 40);
      for (int i = 0; i < lines.length; i++) {
        buffer.add(
            40 + i, Records.FILED_AT.toEpochMilli() + i, lines[i].getBytes(StandardCharsets.UTF_8));
      }
      return buffer.finish(key).uploads().findFirst().orElseThrow();
    }
  }

  private static List<String> lines(S3Config config, String prefix) {
    List<String> lines = new ArrayList<>();
    try (ArchiveReader reader = new ArchiveReader(config)) {
      reader
          .list(prefix)
          .forEach(
              object ->
                  reader.forEachLine(
                      object, line -> lines.add(new String(line, StandardCharsets.UTF_8))));
    }
    return lines;
  }
}
