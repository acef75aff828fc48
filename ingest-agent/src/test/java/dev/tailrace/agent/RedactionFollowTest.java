package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the agent holds no secret, also after it was killed. */
final class RedactionFollowTest {
  private static final String TOKEN = "ghp_" + "a1B2c3D4".repeat(4) + "wXyZ";
  private static final String KEY_LINE =
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ7VJTUt9U";

  @TempDir Path logs;
  @TempDir Path data;

  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.following(data, logs + "/*.log");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void append(String... lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    Files.write(logs.resolve("a.log"), text.getBytes(UTF_8), CREATE, APPEND);
  }

  @Test
  void takesATokenOutOfALineAndLeavesTheOthers() throws IOException {
    append("before", "git clone https://x:" + TOKEN + "@github.com/a/b", "after");
    rig.settle();

    assertThat(rig.texts()).hasSize(3).contains("before", "after");
    assertThat(rig.texts().get(1)).contains("[REDACTED:").doesNotContain(TOKEN.substring(4, 12));
  }

  @Test
  void takesAPrivateKeyOutOverAllItsLinesAlsoWhenItIsKilledWithinIt() throws IOException {
    append("-----BEGIN RSA PRIVATE KEY-----", KEY_LINE, KEY_LINE);
    rig.settle();
    rig.kill();
    append(KEY_LINE, KEY_LINE, "-----END RSA PRIVATE KEY-----", "done " + KEY_LINE);
    rig.restart();
    rig.settle();

    List<String> texts = rig.texts();
    assertThat(texts).hasSize(7);
    assertThat(texts.subList(0, 6)).noneMatch(text -> text.contains(KEY_LINE));
    assertThat(texts.get(6)).isEqualTo("done " + KEY_LINE);
  }

  @Test
  void knowsAfterARestartWhatAJobDeclaredSecretLongBefore() throws IOException {
    append("::add-mask::s3cr3t-of-the-job");
    List<String> filler = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      filler.add("line " + i + " of a job that goes on and on");
    }
    append(filler.toArray(String[]::new));
    rig.settle();
    rig.kill();
    append("it uses s3cr3t-of-the-job here");
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).noneMatch(text -> text.contains("s3cr3t-of-the-job"));
    assertThat(rig.texts().get(2_001)).startsWith("it uses [REDACTED:literal]");
  }
}
