package dev.tailrace.testing.lifecycle;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.sinks.s3.SampleArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** A bucket with the archive's rules and one of somebody else. */
final class ProofBucket implements AutoCloseable {
  private static final int PART_BYTES = 5 << 20;
  private static final int FOREIGN_DAYS = 3;
  private static final String FOREIGN_KEY = "foreign/object";
  private static final String FREE_KEY = "free/object";
  private static final String UPLOAD_KEY =
      Category.JOB_EXECUTION.archivePrefix() + "unfinished.ndjson.zst";
  private static final int UPLOAD_DAYS = 7;

  /** What tells uploads from objects among what is there. */
  private static final String UPLOAD = "upload of ";

  private final S3Config config;
  private final S3Client client;

  private ProofBucket(S3Config config) {
    this.config = config;
    this.client = SampleArchive.client(config);
  }

  /**
   * Creates the bucket and has its rules installed, with those of somebody else between.
   *
   * @throws SinkUnavailableException if the store does not answer or refuses
   * @throws IllegalStateException if the rules are not those that should be installed
   */
  static ProofBucket create(S3Config config) throws SinkUnavailableException {
    S3Bootstrap.install(config);
    ProofBucket bucket = new ProofBucket(config);
    bucket.addForeignRule();
    S3Bootstrap.install(config);
    List<Difference> drift = S3Bootstrap.differences(config);
    if (!drift.isEmpty()) {
      throw new IllegalStateException("the rules differ from those installed: " + drift);
    }
    return bucket;
  }

  /** Stores what is watched; each as soon as its clock runs. */
  List<Watched> fill(long dayNanos) throws SinkUnavailableException {
    List<Watched> all = new ArrayList<>();
    for (Category category : Category.values()) {
      if (category.archived()) {
        all.add(new Watched(Expectation.of(category), System.nanoTime(), dayNanos));
        SampleArchive.write(config, category);
      }
    }
    all.add(watched("an unfinished upload", UPLOAD + UPLOAD_KEY, UPLOAD_DAYS, dayNanos));
    beginUpload();
    all.add(watched("an object of somebody else's rule", FOREIGN_KEY, FOREIGN_DAYS, dayNanos));
    put(FOREIGN_KEY);
    all.add(watched("an object of no rule", FREE_KEY, null, dayNanos));
    put(FREE_KEY);
    return all;
  }

  /** The storage class of each object by its key, and of each unfinished upload. */
  Map<String, String> look() {
    Map<String, String> present = new TreeMap<>();
    client
        .listObjectsV2Paginator(list -> list.bucket(config.bucket()))
        .contents()
        .forEach(object -> present.put(object.key(), storageClass(object.storageClassAsString())));
    client
        .listMultipartUploads(list -> list.bucket(config.bucket()))
        .uploads()
        .forEach(
            upload ->
                present.put(UPLOAD + upload.key(), storageClass(upload.storageClassAsString())));
    return present;
  }

  /** Removes the bucket, of which only what has no rule is left. */
  void remove() {
    client.deleteObject(delete -> delete.bucket(config.bucket()).key(FREE_KEY));
    client.deleteBucket(delete -> delete.bucket(config.bucket()));
  }

  @Override
  public void close() {
    client.close();
  }

  private void addForeignRule() {
    List<LifecycleRule> rules =
        new ArrayList<>(
            client.getBucketLifecycleConfiguration(get -> get.bucket(config.bucket())).rules());
    rules.add(
        LifecycleRule.builder()
            .id("foreign")
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix("foreign/"))
            .expiration(expiration -> expiration.days(FOREIGN_DAYS))
            .build());
    client.putBucketLifecycleConfiguration(
        put -> put.bucket(config.bucket()).lifecycleConfiguration(all -> all.rules(rules)));
  }

  private void beginUpload() {
    String id =
        client
            .createMultipartUpload(create -> create.bucket(config.bucket()).key(UPLOAD_KEY))
            .uploadId();
    client.uploadPart(
        part -> part.bucket(config.bucket()).key(UPLOAD_KEY).uploadId(id).partNumber(1),
        RequestBody.fromBytes(new byte[PART_BYTES]));
  }

  private void put(String key) {
    client.putObject(
        put -> put.bucket(config.bucket()).key(key), RequestBody.fromBytes(new byte[1 << 18]));
  }

  private static Watched watched(
      String name, String key, @Nullable Integer goneDay, long dayNanos) {
    Expectation expectation = new Expectation(name, key, null, goneDay);
    return new Watched(expectation, System.nanoTime(), dayNanos);
  }

  private static String storageClass(String named) {
    return Objects.requireNonNullElse(named, "STANDARD");
  }
}
