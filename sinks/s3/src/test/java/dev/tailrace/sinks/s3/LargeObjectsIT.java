package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedS3;
import dev.tailrace.testing.embedded.FaultyProxy;
import dev.tailrace.testing.embedded.FaultyProxy.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects that go in parts are there as a whole or not at all, and leave nothing unfinished. */
class LargeObjectsIT {
  private static final String BUCKET = "archive";
  private static final int FRAME = 1 << 20;
  private static final int FRAMES = 20;

  /** More requests than the client makes of one call. */
  private static final int ALL_ATTEMPTS = 20;

  private static final Predicate<HttpExchange> CREATE = asks("POST", "uploads");
  private static final Predicate<HttpExchange> SECOND_PART = asks("PUT", "partNumber=2");
  private static final Predicate<HttpExchange> COMPLETE = asks("POST", "uploadId=");

  @TempDir static Path directory;
  private static EmbeddedS3 s3;
  private static S3Client client;

  @BeforeAll
  static void startServer() {
    s3 = EmbeddedS3.start(directory, 0, BUCKET);
    client = S3Clients.create(config(URI.create(s3.url())));
  }

  @AfterAll
  static void stopServer() {
    client.close();
    s3.close();
  }

  @Test
  void describesAnObjectInPartsAsAnyOther() throws Exception {
    Upload object = object("described");
    try (ObjectStore store = new S3ObjectStore(config(URI.create(s3.url())))) {
      store.put(object);
    }
    assertStored(object);
    var stored = client.headObject(head -> head.bucket(BUCKET).key(object.key()));
    assertThat(stored.eTag()).as("made of three parts").endsWith("-3\"");
    assertThat(stored.contentType()).isEqualTo(object.contentType());
    assertThat(stored.contentEncoding()).isEqualTo("zstd");
    assertThat(stored.metadata()).containsAllEntriesOf(object.metadata());
  }

  @Test
  void triesAPartAgainByItself() throws Exception {
    Upload object = object("tried-again");
    Plan plan = new Plan(SECOND_PART, FaultyProxy.cut(), 1);
    try (FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), plan);
        ObjectStore store = new S3ObjectStore(config(proxy.url()))) {
      store.put(object);
    }
    assertThat(plan.count(CREATE)).as("uploads that were begun").isOne();
    assertStored(object);
  }

  @Test
  void abortsWhatItCannotFinish() throws Exception {
    for (Predicate<HttpExchange> request : List.of(SECOND_PART, COMPLETE)) {
      Upload object = object("aborted-" + (request == COMPLETE));
      Plan plan = new Plan(request, FaultyProxy.cut(), ALL_ATTEMPTS);
      try (FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), plan);
          ObjectStore store = new S3ObjectStore(config(proxy.url()))) {
        assertThatThrownBy(() -> store.put(object))
            .isInstanceOf(SinkUnavailableException.class)
            .hasMessageContaining(object.key());

        assertThat(unfinished()).isEmpty();
        assertThatThrownBy(() -> client.headObject(head -> head.bucket(BUCKET).key(object.key())))
            .isInstanceOf(NoSuchKeyException.class);
        plan.end();
        store.put(object);
      }
      assertStored(object);
    }
  }

  @Test
  void storesOnceThoughAnswersAreLost() throws Exception {
    for (int times : List.of(1, ALL_ATTEMPTS)) {
      for (Predicate<HttpExchange> request : List.of(SECOND_PART, COMPLETE)) {
        Upload object = object("lost-" + times + (request == COMPLETE));
        storeThrough(new Plan(request, FaultyProxy.lostAnswer(), times), object);
        assertStored(object);
      }
    }
  }

  @Test
  void endsAnUploadOfWhichItNeverHeard() throws Exception {
    Upload object = object("unheard");
    storeThrough(new Plan(CREATE, FaultyProxy.lostAnswer(), ALL_ATTEMPTS), object);
    assertStored(object);
  }

  private static void storeThrough(Plan plan, Upload object) throws Exception {
    try (FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), plan);
        ObjectStore store = new S3ObjectStore(config(proxy.url()))) {
      putAsTheSinkDoes(store, object, plan);
    }
  }

  @Test
  void doesNotStoreAgainWhatIsThere() throws Exception {
    Upload object = object("there");
    Plan plan = new Plan(CREATE, FaultyProxy.none(), 0);
    try (FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), plan);
        ObjectStore store = new S3ObjectStore(config(proxy.url()))) {
      store.put(object);
      store.put(object);
    }
    assertThat(plan.count(CREATE)).isOne();
    assertStored(object);
  }

  @Test
  void endsWhatAKilledPredecessorBegan() throws Exception {
    Upload object = object("taken-over");
    begin(object.key());
    String other = begin("another/" + object.key());
    try (ObjectStore store = new S3ObjectStore(config(URI.create(s3.url())))) {
      store.put(object);
    }
    assertContent(object);
    assertThat(unfinished()).containsExactly(other);
    client.abortMultipartUpload(
        abort -> abort.bucket(BUCKET).key("another/" + object.key()).uploadId(other));
  }

  /** What a failed write leaves is written again by the next. */
  private static void putAsTheSinkDoes(ObjectStore store, Upload object, Plan plan)
      throws SinkUnavailableException {
    try {
      store.put(object);
    } catch (SinkUnavailableException e) {
      plan.end();
      store.put(object);
    }
  }

  private static String begin(String key) {
    String id = client.createMultipartUpload(create -> create.bucket(BUCKET).key(key)).uploadId();
    client.uploadPart(
        part -> part.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
        RequestBody.fromString("begun"));
    return id;
  }

  private static void assertStored(Upload object) throws Exception {
    assertContent(object);
    assertThat(unfinished()).isEmpty();
  }

  private static void assertContent(Upload object) throws Exception {
    try (var stored = client.getObject(get -> get.bucket(BUCKET).key(object.key()));
        var expected = object.open()) {
      assertThat(stored).hasSameContentAs(expected);
    }
  }

  private static List<String> unfinished() {
    return client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
        .map(MultipartUpload::uploadId)
        .toList();
  }

  private static Upload object(String name) {
    Random random = new Random(name.hashCode());
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = new byte[FRAME];
      random.nextBytes(frame);
      frames.add(frame);
    }
    return new Upload(
        "large/" + name + ".ndjson.zst",
        frames,
        ArchiveObject.CONTENT_TYPE,
        "zstd",
        Map.of(ArchiveObject.FIRST_OFFSET, "0", ArchiveObject.LAST_OFFSET, "99"));
  }

  private static S3Config config(URI endpoint) {
    return S3Config.local(endpoint, BUCKET);
  }

  private static Predicate<HttpExchange> asks(String method, String query) {
    return exchange ->
        exchange.getRequestMethod().equals(method)
            && String.valueOf(exchange.getRequestURI().getQuery()).contains(query);
  }

  /** Spoils the first requests of a kind, and remembers all. */
  private static final class Plan implements Function<HttpExchange, Fault> {
    private final Predicate<HttpExchange> request;
    private final Fault fault;
    private final List<HttpExchange> seen = new ArrayList<>();
    private int left;

    Plan(Predicate<HttpExchange> request, Fault fault, int times) {
      this.request = request;
      this.fault = fault;
      this.left = times;
    }

    @Override
    public synchronized Fault apply(HttpExchange exchange) {
      seen.add(exchange);
      return request.test(exchange) && left-- > 0 ? fault : FaultyProxy.none();
    }

    synchronized void end() {
      left = 0;
    }

    synchronized long count(Predicate<HttpExchange> kind) {
      return seen.stream().filter(kind).count();
    }
  }
}
