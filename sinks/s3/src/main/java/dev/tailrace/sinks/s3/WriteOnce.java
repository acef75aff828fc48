package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes objects only where there is none, if the store knows such a condition. What is there
 * already stays if it is the same, is replaced if it is the same cut in other bytes, and is never
 * replaced if it holds other records.
 */
final class WriteOnce {
  private static final Logger LOG = LoggerFactory.getLogger(WriteOnce.class);

  /** The value of {@code If-None-Match} for which any object is one too many. */
  private static final String ANY = "*";

  /** What stores call a header that they do not know, or do not take with this value. */
  private static final Set<String> UNKNOWN_HEADER =
      Set.of("NotImplemented", "InvalidArgument", "InvalidRequest");

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client client;
  private final String bucket;
  private boolean known = true;
  private boolean looks = true;

  WriteOnce(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * @param write writes the object with this value of {@code If-None-Match}, or without condition
   *     if it is null; called a second time if the first was refused for its condition
   * @throws SinkUnavailableException if an object of other records has the key
   * @throws S3Exception as {@code write} does
   */
  void write(Upload object, Consumer<@Nullable String> write) throws SinkUnavailableException {
    if (!known || !object.isRecognisable()) {
      write.accept(null);
      return;
    }
    try {
      write.accept(ANY);
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        if (!isThere(object)) {
          write.accept(null);
        }
      } else if (isUnknown(e)) {
        write.accept(null); // which tells whether it was the condition
        known = false;
        new OptionalCall(bucket, "conditional writes", "nothing: a cut that is repeated overwrites")
            .warn();
      } else {
        throw e;
      }
    }
  }

  /** An answer that is not the store's own, such as a proxy's, has no code. */
  private static boolean isUnknown(S3Exception e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return e.statusCode() == NOT_IMPLEMENTED || (code != null && UNKNOWN_HEADER.contains(code));
  }

  /**
   * As {@link #write}, but looks first. For what costs more to write than to look for, and for
   * stores that know the condition, but not of uploads in parts.
   */
  void writeUnlessThere(Upload object, Consumer<@Nullable String> write)
      throws SinkUnavailableException {
    if (!isThere(object)) {
      write(object, write);
    }
  }

  /** Whether what has the key, if anything, can stay. If not, it may be replaced. */
  private boolean isThere(Upload object) throws SinkUnavailableException {
    Optional<HeadObjectResponse> present = look(object);
    if (present.isEmpty()) {
      return false;
    }
    requireSameRecords(object, present.get().metadata());
    if (Objects.equals(present.get().contentLength(), object.size())) {
      return true;
    }
    LOG.atWarn()
        .addKeyValue("bucket", bucket)
        .addKeyValue("key", object.key())
        .log("replacing an object of the same records and another size");
    return false;
  }

  private Optional<HeadObjectResponse> look(Upload object) {
    if (!looks) {
      return Optional.empty();
    }
    try {
      return Optional.of(client.headObject(head -> head.bucket(bucket).key(object.key())));
    } catch (S3Exception e) {
      if (e.statusCode() == FORBIDDEN) {
        looks = false;
        LOG.atWarn()
            .addKeyValue("bucket", bucket)
            .addKeyValue("remedy", "permit s3:GetObject and s3:ListBucket")
            .log("objects that are there already are replaced, as they may not be looked at");
      } else if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void requireSameRecords(Upload object, Map<String, String> present)
      throws SinkUnavailableException {
    for (Map.Entry<String, String> sent : object.metadata().entrySet()) {
      String other = present.get(sent.getKey());
      if (other != null && !other.equals(sent.getValue())) {
        throw new SinkUnavailableException(
            ("S3 has another object %s/%s: its %s is %s, and should be %s. The topic was made anew,"
                    + " or its group's offsets were set back; move the object and its manifest to"
                    + " another key, and the sink goes on")
                .formatted(bucket, object.key(), sent.getKey(), other, sent.getValue()));
      }
    }
  }
}
