package dev.tailrace.agent.http.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a webhook: HMAC-SHA-256 over the body's raw bytes.
 *
 * @see <a href="https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries">
 *     Validating webhook deliveries</a>
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final List<SecretKeySpec> keys;

  /**
   * @param secrets any of them may have signed, so that one can be exchanged for another
   */
  public Signature(List<String> secrets) {
    keys =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
            .toList();
  }

  /**
   * Whether one of the secrets made the signature. Takes as long for a wrong one as for a right
   * one.
   *
   * @param header the value of {@code X-Hub-Signature-256}
   */
  public boolean matches(@Nullable String header, byte[] body) {
    byte[] claimed = claimed(header);
    boolean matches = false;
    for (SecretKeySpec key : keys) {
      matches |= MessageDigest.isEqual(sign(key, body), claimed);
    }
    return matches;
  }

  private static byte[] claimed(@Nullable String header) {
    if (header == null || !header.startsWith(PREFIX)) {
      return new byte[0];
    }
    try {
      return HexFormat.of().parseHex(header.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] sign(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
