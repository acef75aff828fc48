package dev.tailrace.sinks.s3;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bucket of the archive, and how large and how old its objects get.
 *
 * @param bucket its name; {@code tailrace-archive} by default
 * @param region where it is; {@code us-east-1} by default
 * @param endpoint the URL of a store that speaks S3, or null for AWS
 * @param accessKey with {@code secretKey}; null takes them from the environment, a profile or the
 *     machine, as AWS's tools do
 * @param secretKey with {@code accessKey}
 * @param objectSize a cut this large, compressed, is stored at once; 1 KiB to 4 GiB
 * @param flushInterval a record waits no longer than this; 5 minutes by default
 * @param flushOnClose whether what is buffered is stored when the sink closes or partitions move
 *     away; true by default. False makes fewer small objects: the records are read again.
 * @param bufferMemory what all open cuts may occupy together; past it the largest is stored
 * @param timeout the longest that one call waits, with its retries; one minute by default
 * @param createBucket whether a missing bucket is created; false by default
 * @param compression of new objects; zstd by default. The reader takes both.
 * @param encryption what the store is asked to encrypt objects with; none by default
 * @param kmsKey with encryption kms: the key's id, ARN or alias; null for the store's own. Needs
 *     permission to make data keys of it.
 * @param compactionInterval how often the small objects of hours that are over are merged; one hour
 *     by default, none at all never
 * @param requireTls whether bootstrap makes the bucket refuse what is not sent over TLS; false by
 *     default, which leaves its policy as it is
 */
public record S3Config(
    String bucket,
    String region,
    @Nullable URI endpoint,
    @Nullable String accessKey,
    @Nullable String secretKey,
    ByteSize objectSize,
    Duration flushInterval,
    Boolean flushOnClose,
    ByteSize bufferMemory,
    Duration timeout,
    Boolean createBucket,
    Compression compression,
    Encryption encryption,
    @Nullable String kmsKey,
    Duration compactionInterval,
    Boolean requireTls) {

  private static final String REGION = "us-east-1";
  private static final ByteSize OBJECT_SIZE = ByteSize.mebibytes(64);
  private static final Duration FLUSH_INTERVAL = Duration.ofMinutes(5);
  private static final ByteSize BUFFER_MEMORY = ByteSize.mebibytes(128);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Duration COMPACTION_INTERVAL = Duration.ofHours(1);

  /** The largest object, in bytes: 4 GiB. */
  private static final long MOST = 4L << 30;

  private static final Duration SHORTEST_COMPACTION_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(4);

  public S3Config {
    bucket = requireNonNullElse(bucket, "tailrace-archive");
    region = requireNonNullElse(region, REGION);
    objectSize = requireNonNullElse(objectSize, OBJECT_SIZE);
    flushInterval = requireNonNullElse(flushInterval, FLUSH_INTERVAL);
    flushOnClose = requireNonNullElse(flushOnClose, true);
    bufferMemory = requireNonNullElse(bufferMemory, BUFFER_MEMORY);
    timeout = requireNonNullElse(timeout, TIMEOUT);
    createBucket = requireNonNullElse(createBucket, false);
    compression = requireNonNullElse(compression, Compression.ZSTD);
    encryption = requireNonNullElse(encryption, Encryption.NONE);
    compactionInterval = requireNonNullElse(compactionInterval, COMPACTION_INTERVAL);
    requireTls = requireNonNullElse(requireTls, false);
    checkPlace(bucket, region, endpoint);
    checkKeys(accessKey, secretKey);
    checkSizes(objectSize, bufferMemory);
    checkTimes(flushInterval, timeout);
    checkCompaction(compactionInterval);
    checkKmsKey(encryption, kmsKey);
    checkTls(requireTls, endpoint);
  }

  /** A store on this machine that takes any credentials; a missing bucket is created. */
  public static S3Config local(URI endpoint, String bucket) {
    return new S3Config(
        bucket,
        REGION,
        endpoint,
        "tailrace",
        "tailrace",
        OBJECT_SIZE,
        FLUSH_INTERVAL,
        true,
        BUFFER_MEMORY,
        TIMEOUT,
        true,
        Compression.ZSTD,
        Encryption.NONE,
        null,
        COMPACTION_INTERVAL,
        false);
  }

  /** The same archive with other limits on its cuts. */
  public S3Config withLimits(ByteSize newObjectSize, Duration newFlushInterval) {
    return new S3Config(
        bucket,
        region,
        endpoint,
        accessKey,
        secretKey,
        newObjectSize,
        newFlushInterval,
        flushOnClose,
        bufferMemory,
        timeout,
        createBucket,
        compression,
        encryption,
        kmsKey,
        compactionInterval,
        requireTls);
  }

  /** Whether the store is AWS's own and not another that speaks S3. */
  boolean isAws() {
    return endpoint == null;
  }

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "S3Config[bucket=%s, region=%s, endpoint=%s, objectSize=%s, flushInterval=%s, %s]"
        .formatted(bucket, region, endpoint, objectSize, flushInterval, compression);
  }

  private static void checkPlace(String bucket, String region, @Nullable URI endpoint) {
    if (bucket.isBlank()) {
      throw new ConfigException("bucket", bucket, "must be the name of a bucket");
    }
    if (region.isBlank()) {
      throw new ConfigException("region", region, "must be a region, as in us-east-1");
    }
    if (endpoint != null && (endpoint.getScheme() == null || endpoint.getHost() == null)) {
      throw new ConfigException("endpoint", endpoint, "write a URL, as in https://host:9000");
    }
  }

  private static void checkKeys(@Nullable String accessKey, @Nullable String secretKey) {
    if (accessKey != null && secretKey == null) {
      throw new ConfigException("secret-key", null, "give access-key and secret-key, or neither");
    }
    if (accessKey == null && secretKey != null) {
      throw new ConfigException("access-key", null, "give access-key and secret-key, or neither");
    }
  }

  private static void checkSizes(ByteSize objectSize, ByteSize bufferMemory) {
    if (objectSize.bytes() < 1024 || objectSize.bytes() > MOST) {
      throw new ConfigException("object-size", objectSize.bytes(), "must be from 1KiB to 4GiB");
    }
    if (bufferMemory.bytes() < 1 << 20) {
      throw new ConfigException("buffer-memory", bufferMemory.bytes(), "must be 1MiB or more");
    }
  }

  private static void checkKmsKey(Encryption encryption, @Nullable String kmsKey) {
    if (kmsKey != null && encryption != Encryption.KMS) {
      throw new ConfigException("kms-key", kmsKey, "set encryption to kms, or leave it out");
    }
    if (kmsKey != null && kmsKey.isBlank()) {
      throw new ConfigException("kms-key", kmsKey, "must be the id, ARN or alias of a key");
    }
  }

  private static void checkTls(boolean requireTls, @Nullable URI endpoint) {
    if (requireTls && endpoint != null && !"https".equalsIgnoreCase(endpoint.getScheme())) {
      throw new ConfigException(
          "require-tls", true, "would lock this archive out too: give an endpoint with https");
    }
  }

  private static void checkCompaction(Duration interval) {
    boolean tooShort = interval.compareTo(SHORTEST_COMPACTION_INTERVAL) < 0;
    if (tooShort && !interval.isZero()) {
      throw new ConfigException(
          "compaction-interval", interval, "must be 1s or more, or 0s for never");
    }
  }

  private static void checkTimes(Duration flushInterval, Duration timeout) {
    if (flushInterval.isNegative() || flushInterval.isZero()) {
      throw new ConfigException("flush-interval", flushInterval, "must be longer than nothing");
    }
    // Kafka takes partitions from a consumer that does not poll for five minutes.
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new ConfigException("timeout", timeout, "must be from 1ms to 4m");
    }
  }
}
