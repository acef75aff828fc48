package dev.tailrace.sinks.elasticsearch;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Elasticsearch and how to write to it.
 *
 * @param urls the nodes, as in {@code https://search.example:9200}
 * @param username for basic authentication; needs {@code password}
 * @param password for basic authentication; needs {@code username}
 * @param apiKey an encoded API key, instead of a user name
 * @param timeout how long to wait for an answer, from 1 s to 5 min
 * @param compression whether bulk requests are sent gzipped
 * @param bulk when and how much to write at once
 * @param indices how new day indices are made
 */
public record ElasticsearchConfig(
    List<URI> urls,
    @Nullable String username,
    @Nullable String password,
    @Nullable String apiKey,
    Duration timeout,
    Boolean compression,
    Bulk bulk,
    Indices indices) {

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

  /**
   * What one bulk request holds. Whatever limit is reached first makes a batch due.
   *
   * @param bytes of documents, from 1 KiB to 64 MiB; a larger document goes alone
   * @param count of documents, from 1 to 100000
   * @param age how long the oldest document may wait for company, up to 10 s
   * @param concurrency how many requests there may be at once, from 1 to 16; how many there are
   *     follows what the cluster takes
   */
  public record Bulk(ByteSize bytes, Integer count, Duration age, Integer concurrency) {
    public Bulk {
      bytes = requireNonNullElse(bytes, ByteSize.mebibytes(5));
      count = requireNonNullElse(count, 10_000);
      age = requireNonNullElse(age, Duration.ofMillis(500));
      concurrency = requireNonNullElse(concurrency, 4);
      if (bytes.bytes() < 1 << 10 || bytes.bytes() > 64 << 20) {
        throw new ConfigException("bytes", bytes.bytes(), "must be from 1KiB to 64MiB");
      }
      if (count < 1 || count > 100_000) {
        throw new ConfigException("count", count, "must be from 1 to 100000");
      }
      if (age.isNegative() || age.compareTo(Duration.ofSeconds(10)) > 0) {
        throw new ConfigException("age", age, "must be from 0s to 10s");
      }
      if (concurrency < 1 || concurrency > 16) {
        throw new ConfigException("concurrency", concurrency, "must be from 1 to 16");
      }
    }

    /** 5 MiB, 10000 documents or half a second; up to four requests at once. */
    public static Bulk standard() {
      return new Bulk(ByteSize.mebibytes(5), 10_000, Duration.ofMillis(500), 4);
    }
  }

  /**
   * Settings of new day indices.
   *
   * @param replicas copies beside the first, from 0
   * @param refreshInterval how long a new document may stay unfindable, from 100 ms to 10 min
   * @param codec how what is stored is compressed: {@code default} or {@code best_compression};
   *     null for what the mode brings
   * @param mode how they are made
   */
  public record Indices(
      Integer replicas, Duration refreshInterval, @Nullable String codec, IndexMode mode) {
    private static final Set<String> CODECS = Set.of("default", "best_compression");

    public Indices {
      replicas = requireNonNullElse(replicas, 1);
      mode = requireNonNullElse(mode, IndexMode.AUTO);
      if (codec != null && !CODECS.contains(codec)) {
        throw new ConfigException("codec", codec, "must be default or best_compression");
      }
      refreshInterval = requireNonNullElse(refreshInterval, Duration.ofSeconds(5));
      if (replicas < 0 || replicas > 10) {
        throw new ConfigException("replicas", replicas, "must be from 0 to 10");
      }
      if (refreshInterval.toMillis() < 100 || refreshInterval.toMinutes() > 10) {
        throw new ConfigException("refresh-interval", refreshInterval, "must be from 100ms to 10m");
      }
    }

    /** One replica, findable within five seconds, logsdb where the cluster offers it. */
    public static Indices standard() {
      return new Indices(1, Duration.ofSeconds(5), null, IndexMode.AUTO);
    }
  }

  public ElasticsearchConfig {
    urls = List.copyOf(requireNonNullElse(urls, List.of(URI.create("http://127.0.0.1:9200"))));
    timeout = requireNonNullElse(timeout, Duration.ofSeconds(30));
    compression = requireNonNullElse(compression, true);
    bulk = requireNonNullElse(bulk, Bulk.standard());
    indices = requireNonNullElse(indices, Indices.standard());
    requireUrls(urls);
    Authorization.check(apiKey, username, password);
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new ConfigException("timeout", timeout, "must be from 1s to 5m");
    }
  }

  /** The defaults for a cluster. */
  public static ElasticsearchConfig of(URI url) {
    return new ElasticsearchConfig(
        List.of(url),
        null,
        null,
        null,
        Duration.ofSeconds(30),
        true,
        Bulk.standard(),
        Indices.standard());
  }

  /**
   * For one node on this machine: no replicas, nothing gzipped, findable within a second, and
   * nothing that needs a library of the machine's.
   */
  public static ElasticsearchConfig local(URI url) {
    return local(url, IndexMode.STANDARD);
  }

  /** The same, with new indices of that mode. */
  public static ElasticsearchConfig local(URI url, IndexMode mode) {
    return new ElasticsearchConfig(
        List.of(url),
        null,
        null,
        null,
        Duration.ofSeconds(30),
        false,
        Bulk.standard(),
        new Indices(0, Duration.ofSeconds(1), "default", mode));
  }

  private static void requireUrls(List<URI> urls) {
    if (urls.isEmpty()) {
      throw new ConfigException("urls", null, "give at least one, as in http://127.0.0.1:9200");
    }
    for (URI url : urls) {
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getHost() == null) {
        throw new ConfigException("urls", url, "write it as http://127.0.0.1:9200");
      }
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ElasticsearchConfig[urls=" + urls + ", bulk=" + bulk + ", indices=" + indices + "]";
  }
}
