package dev.tailrace.sinks.s3;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A call that some stores do not know. The archive works without it, so that is a warning.
 *
 * @param feature what the store lacks then, as in {@code bucket policies}
 * @param remedy what to do instead
 */
record OptionalCall(String bucket, String feature, String remedy) {
  private static final Logger LOG = LoggerFactory.getLogger(OptionalCall.class);
  private static final int NOT_IMPLEMENTED = 501;

  /**
   * What the call gives; empty, and warned of, if the store does not know it.
   *
   * @throws S3Exception if the store knows it and refuses
   */
  <T> Optional<T> ask(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (S3Exception e) {
      if (!unknown(e)) {
        throw e;
      }
      warn();
      return Optional.empty();
    }
  }

  void warn() {
    LOG.atWarn()
        .addKeyValue("bucket", bucket)
        .addKeyValue("remedy", remedy)
        .log("the store does not know {}", feature);
  }

  /** A store that does not look at what is asked of a bucket takes it for the bucket's creation. */
  private static boolean unknown(S3Exception e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    return e.statusCode() == NOT_IMPLEMENTED
        || "NotImplemented".equals(code)
        || "BucketAlreadyOwnedByYou".equals(code);
  }
}
