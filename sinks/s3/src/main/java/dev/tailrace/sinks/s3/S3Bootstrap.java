package dev.tailrace.sinks.s3;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Prepares the bucket of the archive. May run at any time, and again. */
public final class S3Bootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(S3Bootstrap.class);

  private final S3Config config;
  private final S3Client client;
  private final BucketPolicy policy;

  private S3Bootstrap(S3Config config, S3Client client) {
    this.config = config;
    this.client = client;
    this.policy = new BucketPolicy(client, config);
  }

  /**
   * Creates the bucket if it is missing and may be created, closed to the public and encrypted as
   * asked for; installs the lifecycle rules of the archived categories and, if asked to, the
   * refusal of what is not sent over TLS, beside what others put there. Changes nothing that is
   * right already. What the store does not know is warned of in the log.
   *
   * @throws SinkUnavailableException if the store does not answer or refuses, or the bucket is
   *     missing
   */
  public static void install(S3Config config) throws SinkUnavailableException {
    try (S3Client client = S3Clients.create(config)) {
      new S3Bootstrap(config, client).install();
    } catch (SdkException e) {
      throw StoreErrors.unavailable("prepare", config.bucket(), e);
    }
  }

  /**
   * What {@link #install} would change, without the encryption of a bucket that is there.
   *
   * @throws SinkUnavailableException if the store does not answer or refuses
   */
  public static List<Difference> differences(S3Config config) throws SinkUnavailableException {
    try (S3Client client = S3Clients.create(config)) {
      return new S3Bootstrap(config, client).differences();
    } catch (SdkException e) {
      throw StoreErrors.unavailable("describe", config.bucket(), e);
    }
  }

  private void install() throws SinkUnavailableException {
    if (!bucketExists()) {
      if (!config.createBucket()) {
        throw new SinkUnavailableException(
            "bucket %s does not exist: create it, or set create-bucket".formatted(config.bucket()));
      }
      new NewBucket(config, client).create();
    }
    installRules();
    if (config.requireTls()) {
      policy.requireTls();
    }
  }

  private List<Difference> differences() {
    if (!bucketExists()) {
      return List.of(
          new Difference("bucket " + config.bucket(), Difference.MISSING, "there, with its rules"));
    }
    List<Difference> differences =
        new ArrayList<>(LifecycleDrift.of(config.bucket(), presentRules().rules()));
    if (config.requireTls()) {
      policy.difference().ifPresent(differences::add);
    }
    return differences;
  }

  private boolean bucketExists() {
    try {
      client.headBucket(head -> head.bucket(config.bucket()));
      return true;
    } catch (NoSuchBucketException e) {
      return false;
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
