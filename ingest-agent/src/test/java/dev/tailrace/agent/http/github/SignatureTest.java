package dev.tailrace.agent.http.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** GitHub's own example. */
  private static final String SECRET = "It's a Secret to Everybody";

  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
  private static final String SIGNED =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void knowsGithubsExample() {
    assertThat(new Signature(List.of(SECRET)).matches(SIGNED, BODY)).isTrue();
  }

  @Test
  void takesAnyOfTheSecrets() {
    assertThat(new Signature(List.of("the-next-secret", SECRET)).matches(SIGNED, BODY)).isTrue();
  }

  @Test
  void refusesEverythingElse() {
    Signature signature = new Signature(List.of(SECRET));

    assertThat(signature.matches(SIGNED, "Hello, World! ".getBytes(UTF_8))).isFalse();
    assertThat(new Signature(List.of("another secret")).matches(SIGNED, BODY)).isFalse();
    assertThat(signature.matches(null, BODY)).isFalse();
    assertThat(signature.matches(SIGNED.substring(7), BODY)).isFalse();
    assertThat(signature.matches(SIGNED.replace("sha256", "sha1"), BODY)).isFalse();
    assertThat(signature.matches(SIGNED.substring(0, 69), BODY)).isFalse();
    assertThat(signature.matches("sha256=", BODY)).isFalse();
    assertThat(signature.matches("sha256=zz", BODY)).isFalse();
  }
}
