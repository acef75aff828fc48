package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The archive as a compactor needs it. What only reads throws {@link SdkException} if the store
 * does not answer or refuses.
 */
interface ArchiveBucket extends ObjectStore {

  /** All objects of a category in the hours that are wanted, in the order of their keys. */
  Stream<ArchivedObject> list(Category category, ArchiveQuery query);

  /** Each object, in their order, with its manifest. Their keys are the archive's. */
  List<ArchiveEntry> describe(List<ArchivedObject> objects);

  /** The bytes of an object as they are stored; empty if it is not there any more. */
  Optional<byte[]> read(String key);

  /**
   * Deletes an object, and returns when it is gone. Does nothing if there is none.
   *
   * @throws SinkUnavailableException if it may be there yet, for whatever reason
   */
  void delete(String key) throws SinkUnavailableException;
}
