package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads the archive. Every call asks the store; each throws {@link
 * software.amazon.awssdk.core.exception.SdkException} if it does not answer or refuses.
 */
public final class ArchiveReader implements AutoCloseable {
  private final S3Client client;
  private final String bucket;

  public ArchiveReader(S3Config config) {
    this.client = S3Clients.create(config);
    this.bucket = config.bucket();
  }

  /** The objects of a category, in the order of their keys: by day, hour and partition. */
  public Stream<ArchivedObject> list(Category category) {
    return list(category.archivePrefix());
  }

  /**
   * The objects whose keys start so, in the order of their keys; fetched a page at a time.
   *
   * @param prefix for example {@code job-execution/dt=2026-11-23/}; empty for all
   */
  public Stream<ArchivedObject> list(String prefix) {
    return client
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(ArchiveReader::object);
  }

  /** How many records an object has, as its metadata says; reads them if it does not. */
  public long countRecords(ArchivedObject object) {
    String count =
        client
            .headObject(head -> head.bucket(bucket).key(object.key()))
            .metadata()
            .get(ArchiveObject.RECORDS);
    if (count != null) {
      return Long.parseLong(count);
    }
    long[] lines = {0};
    forEachLine(object, line -> lines[0]++);
    return lines[0];
  }

  /** How many records the objects have whose keys start so. */
  public long countRecords(String prefix) {
    return list(prefix).mapToLong(this::countRecords).sum();
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

  @Override
  public void close() {
    client.close();
  }

  private static Compression compression(ArchivedObject object) throws IOException {
    return Compression.ofKey(object.key())
        .orElseThrow(() -> new IOException("its key ends as no compression's does"));
  }

  private static ArchivedObject object(S3Object object) {
    return new ArchivedObject(object.key(), object.size(), object.lastModified());
  }
}
