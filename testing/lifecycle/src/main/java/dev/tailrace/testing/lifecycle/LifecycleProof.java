package dev.tailrace.testing.lifecycle;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.S3Config;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Watches objects age in a bucket, and says whether each went its way on its days. */
final class LifecycleProof {
  private static final String DAY = "TAILRACE_LIFECYCLE_DAY";
  private static final int LOOKS_A_DAY = 4;

  private final ProofBucket bucket;
  private final List<Watched> all;
  private final PrintStream out;
  private final long dayNanos;

  private LifecycleProof(ProofBucket bucket, List<Watched> all, long dayNanos, PrintStream out) {
    this.bucket = bucket;
    this.all = all;
    this.dayNanos = dayNanos;
    this.out = out;
  }

  /**
   * Ends with 0 if everything moved and vanished on its days, 1 if something did not, 2 if the
   * environment does not say where and how.
   */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(System.getenv(), System.out, System.err));
  }

  private static int run(Map<String, String> environment, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      S3Config config = config(environment);
      return prove(config, day(environment), out);
    } catch (ConfigException e) {
      err.println("prove: " + e.getMessage());
      return 2;
    } catch (SinkUnavailableException e) {
      err.println("prove: " + e.getMessage());
      return 1;
    }
  }

  private static int prove(S3Config config, Duration day, PrintStream out)
      throws SinkUnavailableException, InterruptedException {
    out.printf("bucket %s, a day lasts %s s%n", config.bucket(), day.toSeconds());
    try (ProofBucket bucket = ProofBucket.create(config)) {
      out.println("rules are installed beside one of somebody else");
      long dayNanos = day.toNanos();
      LifecycleProof proof = new LifecycleProof(bucket, bucket.fill(dayNanos), dayNanos, out);
      proof.watch();
      boolean proven = proof.report();
      if (proven) {
        bucket.remove();
      }
      return proven ? 0 : 1;
    }
  }

  /** Until everything is gone that should be, or should have been by now. */
  private void watch() throws InterruptedException {
    int lastDay = all.stream().mapToInt(watched -> watched.expectation().lastDay()).max().orElse(0);
    out.printf("watching for %d days%n", lastDay + Watched.LATEST_DAYS);
    long end = System.nanoTime() + (lastDay + Watched.LATEST_DAYS + 1) * dayNanos;
    while (System.nanoTime() < end && !all.stream().allMatch(Watched::done)) {
      look();
      TimeUnit.NANOSECONDS.sleep(dayNanos / LOOKS_A_DAY);
    }
    look();
  }

  private void look() {
    Map<String, String> present = bucket.look();
    long now = System.nanoTime();
    for (Watched watched : all) {
      String storageClass =
          present.entrySet().stream()
              .filter(entry -> watched.has(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      String news = watched.look(now, storageClass);
      if (news != null) {
        out.println(news);
      }
    }
  }

  private boolean report() {
    out.println();
    out.println("| what | in Glacier from day | seen on day | gone from day | seen on day |");
    out.println("|---|---|---|---|---|");
    all.forEach(watched -> out.println(watched.row()));
    out.println();
    List<String> failures = all.stream().flatMap(watched -> watched.failures().stream()).toList();
    failures.forEach(failure -> out.println("FAILED " + failure));
    out.println(failures.isEmpty() ? "PROVEN" : failures.size() + " failed; the bucket is left");
    return failures.isEmpty();
  }

  private static S3Config config(Map<String, String> environment) {
    return new ConfigReader(environment)
        .parse(
            """
            bucket: tailrace-lifecycle-%d
            endpoint: ${TAILRACE_S3_ENDPOINT}
            access-key: ${TAILRACE_S3_ACCESS_KEY}
            secret-key: ${TAILRACE_S3_SECRET_KEY}
            create-bucket: true
            """
                .formatted(Instant.now().getEpochSecond()),
            S3Config.class);
  }

  private static Duration day(Map<String, String> environment) {
    String seconds = environment.getOrDefault(DAY, "");
    if (!seconds.matches("[1-9]\\d{0,5}")) {
      throw new ConfigException(DAY, seconds, "must be the seconds of a lifecycle day, from 1");
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}
