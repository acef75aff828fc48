package dev.tailrace.sinks.s3;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Connects to the archive's store. */
final class S3Clients {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private S3Clients() {}

  /** A client that the caller closes. It does not connect before its first call. */
  static S3Client create(S3Config config) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(credentials(config))
            .httpClientBuilder(http(config.timeout()))
            .overrideConfiguration(calls -> calls.apiCallTimeout(config.timeout()));
    URI endpoint = config.endpoint();
    return (endpoint == null ? builder : compatible(builder.endpointOverride(endpoint))).build();
  }

  /**
   * What other stores that speak S3 understand. With chunked encoding they would keep the chunks'
   * encoding as part of the object's own; each put carries an MD5 instead.
   */
  private static S3ClientBuilder compatible(S3ClientBuilder builder) {
    return builder
        .serviceConfiguration(
            S3Configuration.builder()
                .pathStyleAccessEnabled(true)
                .chunkedEncodingEnabled(false)
                .build())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }

  private static UrlConnectionHttpClient.Builder http(Duration timeout) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(timeout.compareTo(CONNECT_WITHIN) < 0 ? timeout : CONNECT_WITHIN)
        .socketTimeout(timeout);
  }

  private static AwsCredentialsProvider credentials(S3Config config) {
    String accessKey = config.accessKey();
    String secretKey = config.secretKey();
    return accessKey == null || secretKey == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }
}
