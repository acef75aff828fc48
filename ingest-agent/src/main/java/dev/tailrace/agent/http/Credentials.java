package dev.tailrace.agent.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.agent.http.lines.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the tenant of a bearer token. */
final class Credentials {
  private static final String SCHEME = "bearer ";

  @SuppressWarnings("ArrayRecordComponent") // compared in constant time only
  private record Known(byte[] digest, String tenant) {}

  private final List<Known> known;
  private final boolean anonymous;

  Credentials(HttpConfig config) {
    known =
        config.tokens().stream()
            .map(token -> new Known(digest(token.token()), token.tenant()))
            .toList();
    anonymous = config.anonymous();
  }

  /**
   * The tenant. Takes as long for a wrong token as for a right one.
   *
   * @param header the value of {@code Authorization}
   * @throws Refused with 401 if it is no token that is known
   */
  String tenant(@Nullable String header) throws Refused {
    if (anonymous) {
      return HttpConfig.ANONYMOUS;
    }
    String token = token(header);
    byte[] claimed = digest(token);
    String tenant = null;
    for (Known one : known) {
      if (MessageDigest.isEqual(one.digest(), claimed)) {
        tenant = one.tenant();
      }
    }
    if (tenant == null) {
      throw Refused.with(
          401,
          token.isEmpty() ? "there is no token" : "the token is not known",
          "send the header Authorization: Bearer with a token of the agent's configuration");
    }
    return tenant;
  }

  private static String token(@Nullable String header) {
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return header == null || !bearer ? "" : header.substring(SCHEME.length()).strip();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
