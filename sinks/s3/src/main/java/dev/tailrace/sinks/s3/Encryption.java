package dev.tailrace.sinks.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** How the store encrypts what it keeps. */
public enum Encryption {
  /** As the bucket says; nothing is asked for. */
  NONE,
  /** With keys of the store's own (SSE-S3). */
  S3,
  /** With a key of a key management service (SSE-KMS). */
  KMS;

  /** What each put asks for. */
  Optional<ServerSideEncryption> algorithm() {
    return switch (this) {
      case NONE -> Optional.empty();
      case S3 -> Optional.of(ServerSideEncryption.AES256);
      case KMS -> Optional.of(ServerSideEncryption.AWS_KMS);
    };
  }
}
