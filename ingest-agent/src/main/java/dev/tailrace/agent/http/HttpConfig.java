package dev.tailrace.agent.http;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines over HTTP. Whatever is null gets its default.
 *
 * @param host the address to listen on; default {@code 127.0.0.1}. Any other needs tokens or GitHub
 * @param port from 0 to 65535; 0 takes a free one. Default 4318, which is OTLP's
 * @param tokens who may send; without any, and without GitHub, whoever reaches the loopback address
 * @param github null if {@code POST /v1/github} is not served
 * @param maxBody of a request as it is sent; default 8 MiB. GitHub's may have the 25 MiB it allows
 *     itself
 * @param maxDecompressed of a request's content, and of the lines made of it; default 16 MiB
 * @param maxInMemory of all requests that are being received or stored; default 40 MiB
 * @param maxSpool bytes on disk that Kafka does not have; each tenant has an equal share. Default 1
 *     GiB, at least 1 MiB
 * @param maxConnections open at once, from 1; default 512
 * @param headerDeadline for all headers of a request; default 10 s
 * @param bodyDeadline for all of a request's body; default 30 s
 * @param idleTimeout for a connection without a byte; default 60 s
 */
public record HttpConfig(
    String host,
    Integer port,
    List<TokenConfig> tokens,
    @Nullable GithubConfig github,
    ByteSize maxBody,
    ByteSize maxDecompressed,
    ByteSize maxInMemory,
    ByteSize maxSpool,
    Integer maxConnections,
    Duration headerDeadline,
    Duration bodyDeadline,
    Duration idleTimeout) {

  /** The tenant of those who need no token. */
  static final String ANONYMOUS = "local";

  private static final ByteSize SMALLEST_SPOOL = ByteSize.mebibytes(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public HttpConfig {
    host = requireNonNullElse(host, "127.0.0.1");
    port = requireNonNullElse(port, 4318);
    tokens = List.copyOf(requireNonNullElse(tokens, List.of()));
    maxBody = requireNonNullElse(maxBody, ByteSize.mebibytes(8));
    maxDecompressed = requireNonNullElse(maxDecompressed, ByteSize.mebibytes(16));
    maxInMemory = requireNonNullElse(maxInMemory, ByteSize.mebibytes(40));
    maxSpool = requireNonNullElse(maxSpool, ByteSize.mebibytes(1024));
    maxConnections = requireNonNullElse(maxConnections, 512);
    headerDeadline = requireNonNullElse(headerDeadline, Duration.ofSeconds(10));
    bodyDeadline = requireNonNullElse(bodyDeadline, Duration.ofSeconds(30));
    idleTimeout = requireNonNullElse(idleTimeout, Duration.ofSeconds(60));
    if (port < 0 || port > 65_535) {
      throw new ConfigException("port", port, "must be from 0 to 65535");
    }
    if (maxConnections < 1) {
      throw new ConfigException("max-connections", maxConnections, "must be 1 or more");
    }
    checkSizes(maxBody, maxDecompressed, maxInMemory, maxSpool);
    atLeastShortest("header-deadline", headerDeadline);
    atLeastShortest("body-deadline", bodyDeadline);
    atLeastShortest("idle-timeout", idleTimeout);
    if (tokens.isEmpty() && github == null && !isLoopback(host)) {
      throw new ConfigException(
          "tokens", null, "name at least one where host is not a loopback address");
    }
    List<Tenant> unused = Tenants.of(tokens, github);
  }

  /** Every tenant that may send, once. */
  public List<Tenant> tenants() {
    return Tenants.of(tokens, github);
  }

  /** Whether no token is needed. */
  boolean anonymous() {
    return tokens.isEmpty() && github == null;
  }

  private static void checkSizes(
      ByteSize body, ByteSize decompressed, ByteSize memory, ByteSize spool) {
    if (body.asInt() < 1) {
      throw new ConfigException("max-body", body.bytes(), "must be 1 or more");
    }
    if (decompressed.asInt() < body.bytes()) {
      throw new ConfigException(
          "max-decompressed", decompressed.bytes(), "must be at least max-body");
    }
    if (memory.bytes() < 2 * decompressed.bytes() + body.bytes()) {
      throw new ConfigException(
          "max-in-memory",
          memory.bytes(),
          "must be at least max-body and twice max-decompressed together");
    }
    if (spool.bytes() < SMALLEST_SPOOL.bytes()) {
      throw new ConfigException("max-spool", spool.bytes(), "must be 1MiB or more");
    }
  }

  private static void atLeastShortest(String key, Duration value) {
    if (value.compareTo(SHORTEST) < 0) {
      throw new ConfigException(key, value, "must be 100ms or more");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
