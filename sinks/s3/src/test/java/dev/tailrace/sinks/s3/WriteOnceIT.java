package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedS3;
import dev.tailrace.testing.embedded.FaultyProxy;
import dev.tailrace.testing.embedded.FaultyProxy.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of an object whose key is taken. */
class WriteOnceIT {
  private static final String BUCKET = "archive";
  private static final String REFUSAL =
      "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>No.</Message></Error>";

  @TempDir static Path directory;
  private static EmbeddedS3 s3;
  private static S3Client client;

  @BeforeAll
  static void startServer() {
    s3 = EmbeddedS3.start(directory, 0, BUCKET);
    client = S3Clients.create(config(s3.url()));
  }

  @AfterAll
  static void stopServer() {
    client.close();
    s3.close();
  }

  @Test
  void keepsWhatIsThereIfItIsTheSame() throws Exception {
    try (ObjectStore store = new S3ObjectStore(config(s3.url()))) {
      store.put(object("same", "first", 9));
      store.put(object("same", "other", 9));
    }
    assertThat(stored("same")).isEqualTo("first");
  }

  @Test
  void replacesTheSameRecordsInOtherBytes() throws Exception {
    try (ObjectStore store = new S3ObjectStore(config(s3.url()));
        LogOf log = new LogOf(WriteOnce.class)) {
      store.put(object("recompressed", "long", 9));
      store.put(object("recompressed", "longer", 9));

      assertThat(log.lines())
          .containsExactly("replacing an object of the same records and another size");
      assertThat(log.values("key")).containsExactly("recompressed");
    }
    assertThat(stored("recompressed")).isEqualTo("longer");
  }

  @Test
  void neverReplacesOtherRecords() throws Exception {
    try (ObjectStore store = new S3ObjectStore(config(s3.url()))) {
      store.put(object("taken", "first", 9));

      assertThatThrownBy(() -> store.put(object("taken", "other", 12)))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContainingAll("archive/taken", "last-offset is 9", "should be 12", "move");
    }
    assertThat(stored("taken")).isEqualTo("first");
  }

  @Test
  void replacesWhatSaysNothingOfItself() throws Exception {
    try (ObjectStore store = new S3ObjectStore(config(s3.url()))) {
      store.put(manifest("first"));
      store.put(manifest("other"));
    }
    assertThat(stored("manifest")).isEqualTo("other");
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 400})
  void replacesWhateverIsThereIfTheStoreKnowsNoConditions(int status) throws Exception {
    AtomicInteger conditions = new AtomicInteger();
    try (FaultyProxy proxy =
            FaultyProxy.start(
                URI.create(s3.url()), exchange -> simple(exchange, status, conditions));
        ObjectStore store = new S3ObjectStore(config(proxy.url().toString()));
        LogOf log = new LogOf(OptionalCall.class)) {
      store.put(object("simple-" + status, "first", 9));
      store.put(object("simple-" + status, "other", 9));

      assertThat(log.lines()).containsExactly("the store does not know conditional writes");
    }
    assertThat(conditions).as("asked once").hasValue(1);
    assertThat(stored("simple-" + status)).isEqualTo("other");
  }

  private static Fault simple(HttpExchange exchange, int status, AtomicInteger conditions) {
    if (!exchange.getRequestHeaders().containsKey("If-None-Match")) {
      return FaultyProxy.none();
    }
    conditions.incrementAndGet();
    return FaultyProxy.refusal(
        status, REFUSAL.formatted(status == 501 ? "NotImplemented" : "InvalidArgument"));
  }

  @Test
  void replacesWhatItMayNotLookAt() throws Exception {
    try (FaultyProxy proxy =
            FaultyProxy.start(
                URI.create(s3.url()),
                exchange ->
                    exchange.getRequestMethod().equals("HEAD")
                        ? FaultyProxy.refusal(403, "")
                        : FaultyProxy.none());
        ObjectStore store = new S3ObjectStore(config(proxy.url().toString()))) {
      store.put(object("hidden", "first", 9));
      store.put(object("hidden", "other", 9));
    }
    assertThat(stored("hidden")).isEqualTo("other");
  }

  @Test
  void waitsWhereARefusalSaysNothing() throws Exception {
    try (FaultyProxy proxy =
            FaultyProxy.start(URI.create(s3.url()), exchange -> FaultyProxy.refusal(403, ""));
        ObjectStore store = new S3ObjectStore(config(proxy.url().toString()))) {
      assertThatThrownBy(() -> store.put(object("refused", "first", 9)))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageContaining("403");
    }
  }

  private static String stored(String key) {
    return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static Upload object(String key, String content, long lastOffset) {
    return new Upload(
        key,
        List.of(content.getBytes(StandardCharsets.UTF_8)),
        ArchiveObject.CONTENT_TYPE,
        null,
        Map.of(
            ArchiveObject.FIRST_OFFSET, "0", ArchiveObject.LAST_OFFSET, Long.toString(lastOffset)));
  }

  private static Upload manifest(String content) {
    return new Upload(
        "manifest",
        List.of(content.getBytes(StandardCharsets.UTF_8)),
        "application/json",
        null,
        Map.of());
  }

  private static S3Config config(String url) {
    return S3Config.local(URI.create(url), BUCKET);
  }
}
