package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Keeps objects in a bucket: each by one put, large ones in parts. */
final class S3ObjectStore implements ObjectStore {
  /** From this size on, in bytes, an object goes in parts. */
  static final long LARGE = 16 << 20;

  private static final long PART = 8 << 20;

  private final S3Client client;
  private final S3Config config;
  private final PartedUploads parted;
  private final WriteOnce once;

  S3ObjectStore(S3Config config) {
    this.client = S3Clients.create(config);
    this.config = config;
    this.parted = new PartedUploads(client, config, PART);
    this.once = new WriteOnce(client, config.bucket());
  }

  @Override
  public void put(Upload object) throws SinkUnavailableException {
    try {
      if (object.size() < LARGE) {
        once.write(object, ifNoneMatch -> putWhole(object, ifNoneMatch));
      } else {
        once.writeUnlessThere(object, ifNoneMatch -> parted.put(object, ifNoneMatch));
      }
    } catch (SdkException e) {
      throw StoreErrors.unavailable("put", config.bucket() + "/" + object.key(), e);
    }
  }

  /**
   * Deletes the object of that key, and returns when it is gone. Does nothing if there is none.
   *
   * @throws SinkUnavailableException if it may be there yet, for whatever reason
   */
  void delete(String key) throws SinkUnavailableException {
    try {
      client.deleteObject(delete -> delete.bucket(config.bucket()).key(key));
    } catch (SdkException e) {
      throw StoreErrors.unavailable("delete", config.bucket() + "/" + key, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private void putWhole(Upload object, @Nullable String ifNoneMatch) {
    client.putObject(
        request(object, ifNoneMatch),
        RequestBody.fromContentProvider(object::open, object.size(), object.contentType()));
  }

  private PutObjectRequest request(Upload object, @Nullable String ifNoneMatch) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(config.bucket())
            .key(object.key())
            .contentType(object.contentType())
            .contentEncoding(object.contentEncoding())
            .contentLength(object.size())
            .metadata(object.metadata())
            .ifNoneMatch(ifNoneMatch)
            .serverSideEncryption(config.encryption().algorithm().orElse(null))
            .ssekmsKeyId(config.kmsKey());
    // Against AWS the client sends a checksum of its own.
    return (config.isAws() ? request : request.contentMD5(object.md5())).build();
  }
}
