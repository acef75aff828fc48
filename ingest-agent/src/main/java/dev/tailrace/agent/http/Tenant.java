package dev.tailrace.agent.http;

import dev.tailrace.schemas.Authority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose lines they are, and what is known of them from the credential.
 *
 * @param name also the name of a folder in the spool
 */
public record Tenant(
    String name, Authority authority, @Nullable String service, Map<String, String> context) {

  /** The key in the context of every line that names the tenant. */
  public static final String CONTEXT_KEY = "tenant";
}
