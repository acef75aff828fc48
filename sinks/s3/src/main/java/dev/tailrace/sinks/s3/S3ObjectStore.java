package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Keeps objects in a bucket, each by one put. */
final class S3ObjectStore implements ObjectStore {
  static final String CONTENT_TYPE = "application/x-ndjson";

  private final S3Client client;
  private final String bucket;
  private final boolean aws;
  private final Encryption encryption;
  private final @Nullable String kmsKey;

  S3ObjectStore(S3Config config) {
    this.client = S3Clients.create(config);
    this.bucket = config.bucket();
    this.aws = config.endpoint() == null;
    this.encryption = config.encryption();
    this.kmsKey = config.kmsKey();
  }

  @Override
  public void put(ArchiveObject object) throws SinkUnavailableException {
    RequestBody body = RequestBody.fromContentProvider(object::open, object.size(), CONTENT_TYPE);
    try {
      client.putObject(request(object), body);
    } catch (SdkException e) {
      throw StoreErrors.unavailable("put", bucket + "/" + object.key(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private PutObjectRequest request(ArchiveObject object) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(object.key())
            .contentType(CONTENT_TYPE)
            .contentEncoding(contentEncoding(object))
            .contentLength(object.size())
            .metadata(object.metadata());
    encryption
        .algorithm()
        .ifPresent(algorithm -> request.serverSideEncryption(algorithm).ssekmsKeyId(kmsKey));
    // Against AWS the client sends a checksum of its own.
    return (aws ? request : request.contentMD5(md5(object))).build();
  }

  private static String contentEncoding(ArchiveObject object) {
    return Compression.ofKey(object.key())
        .orElseThrow(() -> new IllegalArgumentException(object.key() + " is no key of the archive"))
        .contentEncoding();
  }

  private static String md5(ArchiveObject object) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      object.frames().forEach(digest::update);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
