package dev.tailrace.agent.http;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import java.util.List;
import java.util.Map;

/**
 * GitHub's webhooks. Who knows a secret speaks for GitHub: its lines have authority {@code
 * platform}.
 *
 * @param secrets of the webhook, each of 16 or more characters; several while one is exchanged for
 *     another
 * @param tenant whose lines they are; default {@code github}
 * @param context keys and values for every line
 */
public record GithubConfig(List<String> secrets, String tenant, Map<String, String> context) {
  private static final int SHORTEST = 16;

  public GithubConfig {
    secrets = List.copyOf(requireNonNullElse(secrets, List.of()));
    tenant = requireNonNullElse(tenant, "github");
    context = Map.copyOf(requireNonNullElse(context, Map.of()));
    Tenants.requireName(tenant);
    if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length() < SHORTEST)) {
      throw new ConfigException(
          "secrets", null, "name at least one; each must have " + SHORTEST + " or more characters");
    }
  }

  Tenant asTenant() {
    return new Tenant(tenant, Authority.PLATFORM, null, context);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "GithubConfig[" + asTenant() + "]";
  }
}
