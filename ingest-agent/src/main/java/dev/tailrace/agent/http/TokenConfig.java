package dev.tailrace.agent.http;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token, and what is known of the lines that come with it. A tenant may have several, so
 * that one can be exchanged for another; they must agree in all but the token.
 *
 * @param tenant whose lines they are; up to 63 lower-case letters, digits, {@code _} and {@code -}
 * @param token at least 16 characters; as {@code ${NAME}}, from the environment
 * @param authority how far the lines may be believed; default {@code job}: not at all
 * @param service who writes the lines; null lets each line say
 * @param context keys and values for every line, for example the repository
 */
public record TokenConfig(
    String tenant,
    String token,
    Authority authority,
    @Nullable String service,
    Map<String, String> context) {

  private static final int SHORTEST = 16;

  public TokenConfig {
    Tenants.requireName(tenant);
    authority = requireNonNullElse(authority, Authority.JOB);
    context = Map.copyOf(requireNonNullElse(context, Map.of()));
    if (token == null || token.length() < SHORTEST || !token.matches("[!-~]+")) {
      // A secret is never shown, also not a wrong one.
      throw new ConfigException(
          "token", null, "must be " + SHORTEST + " or more characters of ASCII without spaces");
    }
  }

  Tenant asTenant() {
    return new Tenant(tenant, authority, service, context);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "TokenConfig[" + asTenant() + "]";
  }
}
