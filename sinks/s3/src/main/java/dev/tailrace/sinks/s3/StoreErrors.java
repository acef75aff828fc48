package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Explains what S3's client threw. Whether it passes by itself (503 SlowDown, a timeout) or an
 * operator must act (403, no such bucket), the records wait: an archive skips nothing.
 */
final class StoreErrors {
  private StoreErrors() {}

  /**
   * @param call what was tried, as in {@code put}
   * @param place the bucket, or bucket and key
   */
  static SinkUnavailableException unavailable(String call, String place, SdkException e) {
    return new SinkUnavailableException(
        "S3 did not %s %s: %s".formatted(call, place, reason(e)), e);
  }

  private static String reason(SdkException e) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return "%d %s, %s"
          .formatted(
              service.statusCode(),
              service.awsErrorDetails().errorCode(),
              service.awsErrorDetails().errorMessage());
    }
    return String.valueOf(e.getMessage());
  }
}
