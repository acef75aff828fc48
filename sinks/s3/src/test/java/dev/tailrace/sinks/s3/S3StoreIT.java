package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.drift.Difference;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedS3;
import dev.tailrace.testing.embedded.FaultyProxy;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
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
  void storesMembersOfGzipAndReadsThemByTheirSuffix() throws Exception {
    S3Config config = config("archive");
    try (ObjectStore store = new S3ObjectStore(config);
        S3Client client = S3Clients.create(config)) {
      store.put(object("mixed/one.ndjson.zst", "{\"a\":1}"));
      store.put(object("mixed/two.ndjson.gz", "{\"b\":2}"));

      assertThat(
              client
                  .headObject(head -> head.bucket("archive").key("mixed/two.ndjson.gz"))
                  .contentEncoding())
          .isEqualTo("gzip");
      assertThat(lines(config, "mixed/")).containsExactly("{\"a\":1}", "{\"b\":2}");
    }
  }

  @Test
  void refusesToReadWhatTheArchiveDidNotWrite() {
    S3Config config = config("archive");
    try (S3Client client = S3Clients.create(config);
        ArchiveReader reader = new ArchiveReader(config)) {
      client.putObject(
          put -> put.bucket("archive").key("foreign/notes.txt"), RequestBody.fromString("hello"));

      assertThatThrownBy(
              () -> reader.list("foreign/").forEach(it -> reader.forEachLine(it, line -> {})))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("foreign/notes.txt");
    }
  }

  @ParameterizedTest
  @CsvSource({"s3, AES256", "kms, aws:kms"})
  void asksForTheEncryptionWithEachPut(String encryption, String algorithm) throws Exception {
    S3Config config = config("archive", "encryption: " + encryption);
    Upload object = object("encrypted-" + encryption + "/one.ndjson.zst", "{}");
    try (ObjectStore store = new S3ObjectStore(config);
        S3Client client = S3Clients.create(config)) {
      store.put(object);

      assertThat(
              client
                  .headObject(head -> head.bucket("archive").key(object.key()))
                  .serverSideEncryptionAsString())
          .isEqualTo(algorithm);
    }
  }

  @Test
  void isUnavailableWithTheReasonWhenThereIsNoSuchKey() throws Exception {
    S3Config config = config("archive", "encryption: kms\nkms-key: nobody-has-it");
    try (ObjectStore store = new S3ObjectStore(config)) {
      assertThatThrownBy(() -> store.put(object("a.ndjson.zst", "{}")))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContaining("KMS");
    }
  }

  @Test
  void isUnavailableWhenTheStoreGotOtherBytesThanItSent() throws Exception {
    Upload object = object("on-the-way/one.ndjson.zst", "{}");
    try (FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), exchange -> damage());
        ObjectStore store = new S3ObjectStore(S3Config.local(proxy.url(), "archive"));
        ArchiveReader reader = new ArchiveReader(config("archive"))) {
      assertThatThrownBy(() -> store.put(object)).isInstanceOf(SinkUnavailableException.class);

      assertThat(reader.list("on-the-way/")).isEmpty();
    }
  }

  private static FaultyProxy.Fault damage() {
    return request -> {
      byte[] body = request.body().clone();
      body[body.length / 2] ^= 1;
      request.answer(request.forward(body));
    };
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
  void showsWhatDiffersUntilItIsInstalled() throws Exception {
    S3Config config = config("drifted");
    assertThat(differences(config))
        .containsExactly("bucket drifted: missing; should be there, with its rules");
    S3Bootstrap.install(config);
    assertThat(differences(config)).isEmpty();
    try (S3Client client = S3Clients.create(config)) {
      client.putBucketLifecycleConfiguration(
          put -> put.bucket("drifted").lifecycleConfiguration(all -> all.rules(foreignRule())));
    }

    assertThat(differences(config))
        .hasSize(LifecycleRules.all().size())
        .allMatch(line -> line.contains(" of bucket drifted: missing; should be enabled, for "));

    S3Bootstrap.install(config);
    assertThat(differences(config)).isEmpty();
  }

  @Test
  void warnsOfWhatTheStoreDoesNotKnowAndGoesOn() throws Exception {
    S3Config config = config("simple", "create-bucket: true\nencryption: s3");
    try (LogOf log = new LogOf(OptionalCall.class);
        S3Client client = S3Clients.create(config)) {
      S3Bootstrap.install(config);
      new BucketPolicy(client, config).requireTls();

      assertThat(log.lines())
          .containsExactly(
              "the store does not know blocks on public access",
              "the store does not know default encryption of a bucket",
              "the store does not know bucket policies");
      assertThat(log.values("bucket")).containsOnly("simple");
      assertThat(log.values("remedy")).hasSize(3).doesNotContain("");
      assertThat(differences(config)).isEmpty();
    }
  }

  @Test
  void doesNotCreateABucketUnasked() {
    S3Config careful = config("unasked", "create-bucket: false");

    assertThatThrownBy(() -> S3Bootstrap.install(careful))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageContainingAll("unasked", "create-bucket");
  }

  private static S3Config config(String bucket) {
    return config(bucket, "create-bucket: true");
  }

  private static S3Config config(String bucket, String more) {
    String yaml =
        "bucket: %s\nendpoint: %s\naccess-key: key\nsecret-key: secret\n%s"
            .formatted(bucket, s3.url(), more);
    return new ConfigReader(Map.of()).parse(yaml, S3Config.class);
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

  private static List<String> differences(S3Config config) throws SinkUnavailableException {
    return S3Bootstrap.differences(config).stream().map(Difference::toString).toList();
  }

  private static Upload object(String key, String... lines) {
    Compression compression = Compression.ofKey(key).orElseThrow();
    try (FrameCompressor compressor = compression.compressor(FrameCompressor.FRAME_BYTES)) {
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
