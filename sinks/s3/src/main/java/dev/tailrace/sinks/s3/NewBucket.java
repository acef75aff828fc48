package dev.tailrace.sinks.s3;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Creates the bucket: closed to the public, and encrypting by itself what puts ask it to. */
final class NewBucket {
  private static final Logger LOG = LoggerFactory.getLogger(NewBucket.class);
  private static final String FIRST_REGION = "us-east-1";

  private final S3Config config;
  private final S3Client client;

  NewBucket(S3Config config, S3Client client) {
    this.config = config;
    this.client = client;
  }

  /**
   * Returns when it is there and as it should be. If it cannot be made so, it is taken back: the
   * next attempt would find a bucket, and leave it as it is.
   */
  void create() {
    if (!make()) {
      return;
    }
    try {
      closeToPublic();
      config.encryption().algorithm().ifPresent(this::encryptByDefault);
    } catch (SdkException e) {
      client.deleteBucket(delete -> delete.bucket(config.bucket()));
      throw e;
    }
  }

  /** Whether it was made, and not by another meanwhile. */
  private boolean make() {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(config.bucket());
    if (!config.region().equals(FIRST_REGION)) { // which S3 does not take as a constraint
      request.createBucketConfiguration(
          location ->
              location.locationConstraint(BucketLocationConstraint.fromValue(config.region())));
    }
    try {
      client.createBucket(request.build());
      LOG.atInfo().addKeyValue("bucket", config.bucket()).log("bucket created");
      return true;
    } catch (BucketAlreadyOwnedByYouException e) {
      LOG.atDebug().addKeyValue("bucket", config.bucket()).log("created by another meanwhile");
      return false;
    }
  }

  /**
   * Makes the store ignore whatever would open the bucket or an object to the public. AWS also
   * refuses to write it down; of other stores that is not asked, as Ceph 16.2 would then refuse
   * every object, also its owner's.
   */
  private void closeToPublic() {
    PublicAccessBlockConfiguration everything =
        PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(config.isAws())
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();
    optional("blocks on public access", "see in the store that nobody else may read the bucket")
        .ask(
            () ->
                client.putPublicAccessBlock(
                    put -> put.bucket(config.bucket()).publicAccessBlockConfiguration(everything)));
  }

  private void encryptByDefault(ServerSideEncryption algorithm) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                all -> all.sseAlgorithm(algorithm).kmsMasterKeyID(config.kmsKey()))
            .bucketKeyEnabled(config.encryption() == Encryption.KMS)
            .build();
    optional(
            "default encryption of a bucket",
            "see in the store that it encrypts, or set s3.encryption to none")
        .ask(
            () ->
                client.putBucketEncryption(
                    put ->
                        put.bucket(config.bucket())
                            .serverSideEncryptionConfiguration(all -> all.rules(rule))));
  }

  private OptionalCall optional(String feature, String remedy) {
    return new OptionalCall(config.bucket(), feature, remedy);
  }
}
