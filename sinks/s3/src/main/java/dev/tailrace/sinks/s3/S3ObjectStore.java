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
  public void put(Upload object) throws SinkUnavailableException {
    RequestBody body =
        RequestBody.fromContentProvider(object::open, object.size(), object.contentType());
    try {
      client.putObject(request(object), body);
    } catch (SdkException e) {
      throw StoreErrors.unavailable("put", bucket + "/" + object.key(), e);
    }
  }

  /**
   * Deletes the object of that key, and returns when it is gone. Does nothing if there is none.
   *
   * @throws SinkUnavailableException if it may be there yet, for whatever reason
   */
  void delete(String key) throws SinkUnavailableException {
    try {
      client.deleteObject(delete -> delete.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw StoreErrors.unavailable("delete", bucket + "/" + key, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private PutObjectRequest request(Upload object) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(object.key())
            .contentType(object.contentType())
            .contentEncoding(object.contentEncoding())
            .contentLength(object.size())
            .metadata(object.metadata());
    encryption
        .algorithm()
        .ifPresent(algorithm -> request.serverSideEncryption(algorithm).ssekmsKeyId(kmsKey));
    // Against AWS the client sends a checksum of its own.
    return (aws ? request : request.contentMD5(md5(object))).build();
  }

  private static String md5(Upload object) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      object.parts().forEach(digest::update);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
