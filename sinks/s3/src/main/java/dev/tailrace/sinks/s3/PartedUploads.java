package dev.tailrace.sinks.s3;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Stores large objects in parts, one after another; each is tried again by itself. The object is
 * there as a whole or not at all. What was begun and failed is aborted, also what a predecessor
 * began that was killed: whoever repeats its cut uploads to the same key.
 */
final class PartedUploads {
  private static final Logger LOG = LoggerFactory.getLogger(PartedUploads.class);

  private final S3Client client;
  private final S3Config config;
  private final long partBytes;
  private boolean sweeps = true;

  /**
   * @param partBytes how large a part gets at least, but for the last; 5 MiB or more, says S3
   */
  PartedUploads(S3Client client, S3Config config, long partBytes) {
    this.client = client;
    this.config = config;
    this.partBytes = partBytes;
  }

  /**
   * Stores an object, and returns when it is durable.
   *
   * @param ifNoneMatch the condition of its completion, or null
   * @throws SdkException if it may not have been stored
   */
  void put(Upload object, @Nullable String ifNoneMatch) {
    sweep(object);
    String id = client.createMultipartUpload(creation(object)).uploadId();
    try {
      List<CompletedPart> parts = putParts(object, id);
      client.completeMultipartUpload(
          complete ->
              complete
                  .bucket(config.bucket())
                  .key(object.key())
                  .uploadId(id)
                  .ifNoneMatch(ifNoneMatch)
                  .multipartUpload(upload -> upload.parts(parts)));
    } catch (SdkException e) {
      abortAfter(e, object, id);
      throw e;
    }
  }

  private CreateMultipartUploadRequest creation(Upload object) {
    return CreateMultipartUploadRequest.builder()
        .bucket(config.bucket())
        .key(object.key())
        .contentType(object.contentType())
        .contentEncoding(object.contentEncoding())
        .metadata(object.metadata())
        .checksumAlgorithm(checksum())
        .serverSideEncryption(config.encryption().algorithm().orElse(null))
        .ssekmsKeyId(config.kmsKey())
        .build();
  }

  private List<CompletedPart> putParts(Upload object, String id) {
    List<CompletedPart> parts = new ArrayList<>();
    for (Upload part : object.split(partBytes)) {
      int number = parts.size() + 1;
      UploadPartRequest.Builder request =
          UploadPartRequest.builder()
              .bucket(config.bucket())
              .key(object.key())
              .uploadId(id)
              .partNumber(number)
              .contentLength(part.size())
              .checksumAlgorithm(checksum());
      UploadPartResponse stored =
          client.uploadPart(
              (config.isAws() ? request : request.contentMD5(part.md5())).build(), body(part));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(stored.eTag())
              .checksumCRC32(stored.checksumCRC32())
              .build());
    }
    return parts;
  }

  /** What the client computes for each part; other stores get an MD5. */
  private @Nullable ChecksumAlgorithm checksum() {
    return config.isAws() ? ChecksumAlgorithm.CRC32 : null;
  }

  private static RequestBody body(Upload part) {
    return RequestBody.fromContentProvider(part::open, part.size(), part.contentType());
  }

  private void abortAfter(SdkException failure, Upload object, String id) {
    try {
      abort(object.key(), id);
    } catch (SdkException e) {
      failure.addSuppressed(e); // the next attempt, or the bucket's rule, ends it
    }
  }

  /**
   * Ends what predecessors began and could not end. It is done before anything of this upload, as
   * the embedded store, when an upload is aborted, drops the object of its key as well.
   */
  private void sweep(Upload object) {
    if (!sweeps) {
      return;
    }
    try {
      client
          .listMultipartUploads(list -> list.bucket(config.bucket()).prefix(object.key()))
          .uploads()
          .stream()
          .filter(upload -> upload.key().equals(object.key()))
          .map(MultipartUpload::uploadId)
          .forEach(id -> abort(object.key(), id));
    } catch (SdkException e) {
      sweeps = false;
      LOG.atWarn()
          .addKeyValue("bucket", config.bucket())
          .addKeyValue("reason", e.getMessage())
          .addKeyValue("remedy", "permit s3:ListBucketMultipartUploads and s3:AbortMultipartUpload")
          .log("unfinished uploads are left to the bucket's rules");
    }
  }

  private void abort(String key, String id) {
    client.abortMultipartUpload(abort -> abort.bucket(config.bucket()).key(key).uploadId(id));
  }
}
