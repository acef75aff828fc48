package dev.tailrace.agent.http;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenants of a configuration. */
final class Tenants {
  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";

  private Tenants() {}

  static void requireName(@Nullable String tenant) {
    if (tenant == null || !tenant.matches(NAME)) {
      throw new ConfigException(
          "tenant", tenant, "must be 1 to 63 lower-case letters, digits, _ and -");
    }
  }

  /**
   * Every tenant once.
   *
   * @throws ConfigException if two credentials say different things of one tenant
   */
  static List<Tenant> of(List<TokenConfig> tokens, @Nullable GithubConfig github) {
    Map<String, Tenant> tenants = new LinkedHashMap<>();
    for (TokenConfig token : tokens) {
      Tenant known = tenants.putIfAbsent(token.tenant(), token.asTenant());
      if (known != null && !known.equals(token.asTenant())) {
        throw new ConfigException(
            "tokens",
            token.tenant(),
            "has tokens that differ in authority, service or context; give them tenants of"
                + " their own");
      }
    }
    List<Tenant> all = new ArrayList<>(tenants.values());
    if (github != null) {
      if (tenants.containsKey(github.tenant())) {
        throw new ConfigException("github.tenant", github.tenant(), "a token has it already");
      }
      all.add(github.asTenant());
    }
    if (all.isEmpty()) {
      all.add(new Tenant(HttpConfig.ANONYMOUS, Authority.JOB, null, Map.of()));
    }
    return List.copyOf(all);
  }
}
