package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads the archive. Every call asks the store; each throws {@link SdkException} if it does not
 * answer or refuses.
 */
public final class ArchiveReader implements AutoCloseable {
  private static final String FIRST_CLASS = "STANDARD";

  private final S3Client client;
  private final String bucket;
  private final ManifestReader manifests;

  public ArchiveReader(S3Config config) {
    this.client = S3Clients.create(config);
    this.bucket = config.bucket();
    this.manifests = new ManifestReader(client, bucket);
  }

  /**
   * Returns if the bucket is there and may be read.
   *
   * @throws SinkUnavailableException if it is not; the message says why
   */
  public void requireBucket() throws SinkUnavailableException {
    try {
      client.headBucket(head -> head.bucket(bucket));
    } catch (NoSuchBucketException e) {
      throw new SinkUnavailableException(
          "bucket %s does not exist: nothing was archived, or s3.bucket names another"
              .formatted(bucket),
          e);
    } catch (SdkException e) {
      throw StoreErrors.unavailable("open", bucket, e);
    }
  }

  /**
   * All objects, by category, day, hour and partition; no manifests, and of objects that were
   * merged and those that they were merged from only the ones that count.
   */
  public Stream<ArchivedObject> list() {
    return ArchiveQuery.ARCHIVED.stream().sorted().flatMap(this::list);
  }

  /** Those of a category, in the order of their keys: by day, hour and partition. */
  public Stream<ArchivedObject> list(Category category) {
    return counting(list(category.archivePrefix()).toList()).stream();
  }

  /**
   * All objects whose keys start so, in the order of their keys; fetched a page at a time.
   *
   * @param prefix for example {@code job-execution/dt=2026-11-23/}
   */
  Stream<ArchivedObject> list(String prefix) {
    return list(prefix, null);
  }

  private Stream<ArchivedObject> list(String prefix, @Nullable String startAfter) {
    return client
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).startAfter(startAfter))
        .contents()
        .stream()
        .map(ArchiveReader::object);
  }

  /**
   * The objects that may hold what is wanted, by category, day, hour and partition: those whose
   * manifests say so, and those of the time that have none.
   */
  public Stream<ArchiveEntry> find(ArchiveQuery query) {
    return query.categories().stream().sorted().flatMap(category -> find(category, query));
  }

  private Stream<ArchiveEntry> find(Category category, ArchiveQuery query) {
    return describe(counting(listed(category, query).toList())).filter(query::mayBeIn);
  }

  /** Of a listing, which has hours as a whole, the objects that are to be read. */
  private List<ArchivedObject> counting(List<ArchivedObject> listed) {
    return Replacements.counting(listed, merged -> describe(merged).toList());
  }

  /** Each object, in their order, with its manifest. Their keys are the archive's. */
  Stream<ArchiveEntry> describe(List<ArchivedObject> objects) {
    return manifests.describe(objects);
  }

  /**
   * All objects of the hours that are wanted. Keys sort by time, so a listing begins at the first
   * hour and ends early.
   */
  Stream<ArchivedObject> listed(Category category, ArchiveQuery query) {
    Instant from = query.from();
    Instant to = query.to();
    String startAfter =
        from == null ? null : ObjectGroup.of(category, from.toEpochMilli()).prefix();
    return list(category.archivePrefix(), startAfter)
        .filter(object -> ObjectGroup.ofKey(object.key()).isPresent())
        .takeWhile(object -> to == null || ObjectGroup.of(object).start().isBefore(to));
  }

  /** The object of that key; empty if there is none. */
  public Optional<ArchivedObject> get(String key) {
    try {
      HeadObjectResponse head = head(key);
      String storageClass = head.storageClassAsString();
      return Optional.of(
          new ArchivedObject(
              key,
              head.contentLength(),
              head.lastModified(),
              storageClass == null ? FIRST_CLASS : storageClass));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** How many records an object has, as its metadata says; reads them if it does not. */
  public long countRecords(ArchivedObject object) {
    String count = head(object.key()).metadata().get(ArchiveObject.RECORDS);
    if (count != null) {
      return Long.parseLong(count);
    }
    long[] lines = {0};
    forEachLine(object, line -> lines[0]++);
    return lines[0];
  }

  /** How many records an object has, as its manifest says, or its metadata. */
  public long countRecords(ArchiveEntry entry) {
    return entry
        .manifest()
        .map(ArchiveManifest::records)
        .orElseGet(() -> countRecords(entry.object()));
  }

  /** How many records there are in all. */
  public long countRecords() {
    return list().mapToLong(this::countRecords).sum();
  }

  /**
   * Reads an object: each line is a log event as JSON in UTF-8, given without its line end.
   *
   * @throws UncheckedIOException if it ends early, is damaged or is no object of the archive
   */
  public void forEachLine(ArchivedObject object, Consumer<byte[]> consumer) {
    try (InputStream stored = client.getObject(get -> get.bucket(bucket).key(object.key()));
        InputStream lines = compression(object).open(stored)) {
      LineSplitter.split(lines, consumer);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + object.key(), e);
    }
  }

  /**
   * Reads an object to see whether it has a line that is wanted. One that cannot be read now may
   * have.
   *
   * @throws UncheckedIOException if it ends early or is damaged
   */
  public boolean mayHold(ArchivedObject object, ArchiveQuery query) {
    boolean[] found = {availability(object) != Availability.READABLE};
    if (!found[0]) {
      forEachLine(object, line -> found[0] = found[0] || query.matches(line));
    }
    return found[0];
  }

  /** The bytes of an object as they are stored; empty if it is not there any more. */
  Optional<byte[]> content(String key) {
    try {
      return Optional.of(
          client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /** Whether an object can be read now. */
  public Availability availability(ArchivedObject object) {
    return Availability.isCold(object.storageClass())
        ? Availability.of(object.storageClass(), head(object.key()).restore())
        : Availability.READABLE;
  }

  /**
   * Asks that an object comes back from Glacier; returns long before it has. Does nothing if that
   * was asked for already.
   *
   * @param days for how many days it can be read then, from 1
   */
  public void restore(ArchivedObject object, RestoreTier tier, int days) {
    try {
      client.restoreObject(
          restore ->
              restore
                  .bucket(bucket)
                  .key(object.key())
                  .restoreRequest(
                      request ->
                          request.days(days).glacierJobParameters(job -> job.tier(tier.tier()))));
    } catch (S3Exception e) {
      if (e.statusCode() != 409) { // another has asked meanwhile
        throw e;
      }
    }
  }

  @Override
  public void close() {
    manifests.close();
    client.close();
  }

  private HeadObjectResponse head(String key) {
    return client.headObject(head -> head.bucket(bucket).key(key));
  }

  private static Compression compression(ArchivedObject object) throws IOException {
    return Compression.ofKey(object.key())
        .orElseThrow(() -> new IOException("its key ends as no compression's does"));
  }

  private static ArchivedObject object(S3Object object) {
    String storageClass = object.storageClassAsString();
    return new ArchivedObject(
        object.key(),
        object.size(),
        object.lastModified(),
        storageClass == null ? FIRST_CLASS : storageClass);
  }
}
