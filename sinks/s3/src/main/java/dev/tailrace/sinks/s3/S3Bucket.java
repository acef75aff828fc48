package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The archive in its bucket, to be read and changed. */
final class S3Bucket implements ArchiveBucket {
  private final ArchiveReader reader;
  private final S3ObjectStore store;

  S3Bucket(S3Config config) {
    this.reader = new ArchiveReader(config);
    this.store = new S3ObjectStore(config);
  }

  @Override
  public Stream<ArchivedObject> list(Category category, ArchiveQuery query) {
    return reader.listed(category, query);
  }

  @Override
  public List<ArchiveEntry> describe(List<ArchivedObject> objects) {
    return reader.describe(objects).toList();
  }

  @Override
  public Optional<byte[]> read(String key) {
    return reader.content(key);
  }

  @Override
  public void put(Upload object) throws SinkUnavailableException {
    store.put(object);
  }

  @Override
  public void delete(String key) throws SinkUnavailableException {
    store.delete(key);
  }

  @Override
  public void close() {
    store.close();
    reader.close();
  }
}
