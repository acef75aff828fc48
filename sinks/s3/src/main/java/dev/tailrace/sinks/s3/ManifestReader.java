package dev.tailrace.sinks.s3;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads the manifests of objects, several at once: each is a call of its own. */
final class ManifestReader implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int AT_ONCE = 64;

  private final S3Client client;
  private final String bucket;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "archive-manifests");
            thread.setDaemon(true);
            return thread;
          });

  ManifestReader(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /** Each object, in their order, with its manifest. Their keys are the archive's. */
  Stream<ArchiveEntry> describe(List<ArchivedObject> objects) {
    return IntStream.iterate(0, from -> from < objects.size(), from -> from + AT_ONCE)
        .mapToObj(from -> objects.subList(from, Math.min(from + AT_ONCE, objects.size())))
        .flatMap(some -> together(some).stream());
  }

  private List<ArchiveEntry> together(List<ArchivedObject> objects) {
    try {
      List<Callable<ArchiveEntry>> reads =
          objects.stream().<Callable<ArchiveEntry>>map(object -> () -> describe(object)).toList();
      return executor.invokeAll(reads).stream().map(ManifestReader::result).toList();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static ArchiveEntry result(Future<ArchiveEntry> read) {
    try {
      return read.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private static UncheckedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new UncheckedIOException(new InterruptedIOException("interrupted"));
  }

  private ArchiveEntry describe(ArchivedObject object) {
    ObjectGroup group = ObjectGroup.of(object);
    return new ArchiveEntry(object, group.category(), group.start(), read(object));
  }

  private Optional<ArchiveManifest> read(ArchivedObject object) {
    try {
      byte[] json =
          client
              .getObjectAsBytes(get -> get.bucket(bucket).key(ArchiveManifest.keyOf(object.key())))
              .asByteArray();
      return ManifestJson.read(json).filter(manifest -> manifest.describes(object));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
