package dev.tailrace.local;

import java.io.PrintStream;

/** Tells where to look. */
final class Banner {
  private final LocalOptions options;

  Banner(LocalOptions options) {
    this.options = options;
  }

  void print(PrintStream out) {
    String from =
        options.simulated()
            ? "a simulated CI platform, " + options.rate + " jobs a second"
            : String.join(", ", options.files);
    out.printf(
        """

        Tailrace is running, fed by %s.

          live tail      http://127.0.0.1:%d/          or  ./tailrace tail -f%s
          search         http://127.0.0.1:%d/tailrace-*/_search?q=message:failed&sort=timestamp:desc&pretty
          metrics        http://127.0.0.1:%d/metrics
          health         http://127.0.0.1:%d/healthz   and  /ready
          archive        http://127.0.0.1:%d/%s
          Kafka          127.0.0.1:%d
          data           %s
          its own log    tailrace.log there

        Stop with Ctrl-C; the next start goes on where this one ended.

        """,
        from,
        options.liveTailPort,
        options.liveTailPort == 8080 ? "" : " --url http://127.0.0.1:" + options.liveTailPort,
        options.elasticsearchPort,
        options.managementPort,
        options.managementPort,
        options.s3Port,
        options.bucket,
        options.kafkaPort,
        options.dataDirectory.toAbsolutePath().normalize());
  }
}
