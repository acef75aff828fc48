package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Prepares the bucket of the archive. May run at any time, and again. */
public final class S3Bootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(S3Bootstrap.class);
  private static final String FIRST_REGION = "us-east-1";

  private final S3Config config;
  private final S3Client client;

  private S3Bootstrap(S3Config config, S3Client client) {
    this.config = config;
    this.client = client;
  }

  /**
   * Creates the bucket if it is missing and may be created, and installs the lifecycle rules of the
   * archived categories beside those that others put there. Changes nothing that is right already.
   *
   * @throws SinkUnavailableException if the store does not answer or refuses, or the bucket is
   *     missing
   */
  public static void install(S3Config config) throws SinkUnavailableException {
    try (S3Client client = S3Clients.create(config)) {
      S3Bootstrap bootstrap = new S3Bootstrap(config, client);
      bootstrap.provideBucket();
      bootstrap.installRules();
    } catch (SdkException e) {
      throw StoreErrors.unavailable("prepare", config.bucket(), e);
    }
  }

  private void provideBucket() throws SinkUnavailableException {
    try {
      client.headBucket(head -> head.bucket(config.bucket()));
    } catch (NoSuchBucketException e) {
      if (!config.createBucket()) {
        throw new SinkUnavailableException(
            "bucket %s does not exist: create it, or set create-bucket".formatted(config.bucket()),
            e);
      }
      createBucket();
    }
  }

  private void createBucket() {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(config.bucket());
    if (!config.region().equals(FIRST_REGION)) { // which S3 does not take as a constraint
      request.createBucketConfiguration(
          location ->
              location.locationConstraint(BucketLocationConstraint.fromValue(config.region())));
    }
    try {
      client.createBucket(request.build());
      LOG.atInfo().addKeyValue("bucket", config.bucket()).log("bucket created");
    } catch (BucketAlreadyOwnedByYouException e) {
      LOG.atDebug().addKeyValue("bucket", config.bucket()).log("created by another meanwhile");
    }
  }

  private void installRules() {
    GetBucketLifecycleConfigurationResponse present = presentRules();
    LifecycleRules.change(present.rules()).ifPresent(rules -> putRules(rules, present));
  }

  private void putRules(
      List<LifecycleRule> rules, GetBucketLifecycleConfigurationResponse present) {
    client.putBucketLifecycleConfiguration(
        put ->
            put.bucket(config.bucket())
                .transitionDefaultMinimumObjectSize(
                    present.transitionDefaultMinimumObjectSizeAsString())
                .lifecycleConfiguration(all -> all.rules(rules)));
    LOG.atInfo()
        .addKeyValue("bucket", config.bucket())
        .addKeyValue("rules", rules.size())
        .log("lifecycle rules installed");
  }

  private GetBucketLifecycleConfigurationResponse presentRules() {
    try {
      return client.getBucketLifecycleConfiguration(get -> get.bucket(config.bucket()));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) { // a bucket without rules has no list of them either
        return GetBucketLifecycleConfigurationResponse.builder().build();
      }
      throw e;
    }
  }
}
