package dev.tailrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * What a platform and its jobs log, with no secret in it: by bytes about two thirds lines of the
 * log schema, the rest job output as runners write it. Of the lines of job output about one in
 * seven has colours and one in fifteen a word such as token, password, secret or key, or a URL with
 * an at sign; in a hundred thousand lines of real jobs it is one in ninety.
 */
final class CiText {
  private static final String[] OUTPUT = {
    "##[group]Run actions/checkout@v4",
    "Syncing repository: acme/web",
    "\u001b[36;1mmake -j4 test\u001b[0m",
    "[ 42%] Building CXX object src/CMakeFiles/core.dir/parser/lexer.cpp.o",
    "In file included from /home/runner/work/web/web/src/core/session.h:17:",
    "src/core/session.cc:118:23: warning: unused variable 'count' [-Wunused-variable]",
    "[INFO] Tests run: 118, Failures: 0, Errors: 0, Skipped: 2, Time elapsed: 4.118 s",
    "[INFO] --- maven-surefire-plugin:3.5.5:test (default-test) @ web-core ---",
    "Downloaded from central: https://repo.maven.apache.org/maven2/org/slf4j/slf4j-api.jar (68 kB)",
    "test_parser.py::TestLexer::test_skips_comments \u001b[32mPASSED\u001b[0m            [ 17%]",
    "  npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.",
    "ok  github.com/acme/web/internal/router 0.412s coverage: 81.3% of statements",
    "   Compiling serde_json v1.0.128 (/home/runner/.cargo/registry/src/index.crates.io)",
    "Digest: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "Cache restored from key: Linux-npm-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c",
    "java.lang.IllegalStateException: the queue is closed",
    "\tat dev.acme.web.Queue.take(Queue.java:118)",
    "\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
    "\u001b[1m\u001b[34m==>\u001b[0m Fetching downloads for: \u001b[32mcmake\u001b[39m",
    "Post job cleanup.",
    "/usr/bin/git -c protocol.version=2 fetch --no-tags --prune origin +refs/heads/main",
    "##[endgroup]",
    "collected 1181 items / 3 deselected / 1178 selected",
    "env: JAVA_HOME: /opt/hostedtoolcache/Java_Temurin-Hotspot_jdk/17.0.15-6/x64",
    "src/auth/TokenReader.java:41: error: cannot find symbol",
    "    token: ***",
    "GITHUB_TOKEN Permissions",
    "npm verbose web https://registry.npmjs.org/@acme/core",
    "1181 passed, 3 skipped in 118.41s (0:01:58)",
    "drwxr-xr-x 2 runner docker     4096 Nov 25 10:19 build"
  };

  private CiText() {}

  /** Whole lines, of about so many bytes. */
  static byte[] ofBytes(int bytes) {
    Random random = new Random(1);
    SchemaLines schema = new SchemaLines(random);
    ByteArrayOutputStream text = new ByteArrayOutputStream(bytes + 1024);
    while (text.size() < bytes) {
      text.writeBytes(schema.next(random.nextInt(200)));
      text.write('\n');
      for (int i = 0; i < 2; i++) {
        text.writeBytes(output(random).getBytes(UTF_8));
        text.write('\n');
      }
    }
    return text.toByteArray();
  }

  /** A line of a job's output, as GitHub's runners write it; about 90 bytes. */
  static String output(Random random) {
    return String.format(
        "2026-11-25T10:%02d:%02d.%07dZ %s",
        random.nextInt(60),
        random.nextInt(60),
        random.nextInt(10_000_000),
        OUTPUT[random.nextInt(OUTPUT.length)]);
  }
}
