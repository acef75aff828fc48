package dev.tailrace.testing.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3IT {
  private static final int PART_BYTES = 100 * 1024 * 1024;

  @TempDir Path directory;

  @Test
  void findsItsObjectsAgainOverARestartOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedS3 s3 = EmbeddedS3.start(directory, 0, "archive")) {
      port = s3.port();
      Http.send("PUT", s3.url() + "/archive/a/b.txt", "kept".getBytes(UTF_8));
      Loopback.assertOnlyThere(port);
    }

    try (EmbeddedS3 again = EmbeddedS3.start(directory, port, "archive")) {
      assertThat(Http.send("GET", again.url() + "/archive/a/b.txt").body())
          .asString(UTF_8)
          .isEqualTo("kept");
    }
  }

  @Test
  void takesPartsOfAHundredMebibytes() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start(directory, 0, "archive")) {
      String object = s3.url() + "/archive/large";

      assertThat(Http.send("PUT", object, new byte[PART_BYTES]).statusCode()).isEqualTo(200);

      assertThat(Http.send("HEAD", object).headers().firstValueAsLong("Content-Length"))
          .hasValue(PART_BYTES);
    }
  }
}
