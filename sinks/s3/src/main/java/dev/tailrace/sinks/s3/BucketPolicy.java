package dev.tailrace.sinks.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.platform.drift.Difference;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket's policy, in which the archive has one statement beside those of others. */
final class BucketPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(BucketPolicy.class);

  private final S3Client client;
  private final String bucket;
  private final TlsPolicy tls;
  private final OptionalCall optional;

  BucketPolicy(S3Client client, S3Config config) {
    this.client = client;
    this.bucket = config.bucket();
    this.tls =
        new TlsPolicy(
            PartitionMetadata.of(Region.of(config.region())).id(),
            bucket,
            config.isAws() ? TlsPolicy.ON_AWS : TlsPolicy.ELSEWHERE);
    this.optional =
        new OptionalCall(
            bucket,
            "bucket policies",
            "let the store or its proxy refuse what is not sent over TLS, and set s3.require-tls to"
                + " false");
  }

  /** Makes the store refuse what is not sent over TLS. Changes nothing if it does already. */
  void requireTls() {
    present().flatMap(tls::change).ifPresent(this::put);
  }

  /** Where the policy is not as {@link #requireTls()} would leave it. */
  Optional<Difference> difference() {
    return present()
        .filter(policy -> tls.change(policy).isPresent())
        .map(
            policy ->
                new Difference(
                    "statement %s in the policy of bucket %s".formatted(TlsPolicy.SID, bucket),
                    TlsPolicy.isIn(policy) ? "changed by hand" : "missing",
                    "a refusal of what is not sent over TLS"));
  }

  private void put(ObjectNode policy) {
    optional
        .ask(() -> client.putBucketPolicy(put -> put.bucket(bucket).policy(policy.toString())))
        .ifPresent(
            done ->
                LOG.atInfo()
                    .addKeyValue("bucket", bucket)
                    .log("TLS required by the bucket's policy"));
  }

  /** The policy, without members if there is none; empty if the store knows no policies. */
  private Optional<ObjectNode> present() {
    Optional<String> text = optional.ask(this::text);
    Optional<ObjectNode> policy = text.flatMap(TlsPolicy::parse);
    if (text.isPresent() && policy.isEmpty()) {
      optional.warn(); // it listed its objects, or answered to something else
    }
    return policy;
  }

  private String text() {
    try {
      return client.getBucketPolicy(get -> get.bucket(bucket)).policy();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) { // a bucket without a policy
        return "{}";
      }
      throw e;
    }
  }
}
