package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of real jobs that may lie beside the project; skipped where they do not. */
class RealLogsTest {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Redactor redactor =
      Redactor.of(RedactionConfig.defaults(), rule -> counts.merge(rule, 1, Integer::sum));

  @ParameterizedTest
  @ValueSource(strings = {"gha-pytorch", "taskcluster-mozilla", "ansi-terminal"})
  void findsNothingInLogsWithoutSecrets(String folder) throws IOException {
    int lines = redactAll(folder);

    assertThat(lines).isGreaterThan(1000);
    assertThat(counts).isEmpty();
  }

  /** One payload holds a presigned URL of S3, with the key's id and the signature. */
  @ParameterizedTest
  @ValueSource(strings = "github-webhooks")
  void findsTheOnePresignedUrl(String folder) throws IOException {
    redactAll(folder);

    assertThat(counts).isEqualTo(Map.of("aws-access-key-id", 1, "aws-secret-key", 1));
  }

  private int redactAll(String folder) throws IOException {
    int lines = 0;
    try (Stream<Path> files = Files.walk(data(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines += redact(file);
      }
    }
    return lines;
  }

  private int redact(Path file) throws IOException {
    RedactionSession session = redactor.session();
    boolean packed = file.toString().endsWith(".gz");
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = packed ? new GZIPInputStream(raw) : raw) {
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, ISO_8859_1)).lines().toList();
      lines.forEach(line -> session.redact(line.getBytes(ISO_8859_1)));
      return lines.size();
    }
  }

  private static Path data(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "not within the project");
    Path data = root.resolveSibling("shared").resolve("data").resolve(name);
    Assumptions.assumeTrue(Files.isDirectory(data), data + " is not there");
    return data;
  }
}
