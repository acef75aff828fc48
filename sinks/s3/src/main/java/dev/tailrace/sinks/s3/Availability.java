package dev.tailrace.sinks.s3;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an object can be read now. */
public enum Availability {
  READABLE,
  /** It is being restored, which takes minutes or hours. */
  RESTORING,
  /** It must be restored first. */
  FROZEN;

  /** Glacier Instant Retrieval is not among them: it answers as any other class does. */
  private static final Set<String> COLD = Set.of("GLACIER", "DEEP_ARCHIVE");

  /** Whether objects of this storage class have to be restored before they are read. */
  static boolean isCold(String storageClass) {
    return COLD.contains(storageClass);
  }

  /**
   * @param restore S3's header {@code x-amz-restore}, as in {@code ongoing-request="false"}; null
   *     if nobody has restored the object
   */
  static Availability of(String storageClass, @Nullable String restore) {
    if (!isCold(storageClass)) {
      return READABLE;
    }
    if (restore == null) {
      return FROZEN;
    }
    return restore.contains("ongoing-request=\"true\"") ? RESTORING : READABLE;
  }
}
