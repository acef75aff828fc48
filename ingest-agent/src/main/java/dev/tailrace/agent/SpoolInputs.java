package dev.tailrace.agent;

import dev.tailrace.agent.http.HttpConfig;
import dev.tailrace.agent.http.Tenant;
import dev.tailrace.agent.lines.CarriageReturn;
import dev.tailrace.agent.lines.LineFormat;
import dev.tailrace.agent.spool.Spool;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs that nobody configures: the files of the spool, one folder a tenant. */
final class SpoolInputs {
  private SpoolInputs() {}

  static Path directory(AgentConfig config) {
    return config.dataDirectory().toAbsolutePath().normalize().resolve("spool");
  }

  /**
   * An input for each tenant. Of a tenant that the configuration no longer has, and whose lines are
   * not all sent, nothing is believed.
   *
   * @throws ConfigException if the spool cannot be read
   */
  static List<InputConfig> of(AgentConfig config) {
    Path directory = directory(config);
    if (config.http() != null && directory.toString().matches(".*[*?\\[{].*")) {
      throw new ConfigException(
          "data-directory", directory, "must not have * ? [ or { in it where there is http");
    }
    Map<String, Tenant> tenants = new LinkedHashMap<>();
    try {
      for (String name : Spool.tenantsIn(directory)) {
        tenants.put(name, new Tenant(name, Authority.JOB, null, Map.of()));
      }
    } catch (IOException e) {
      throw new ConfigException("data-directory", directory, "cannot be read: " + e);
    }
    known(config.http()).forEach(tenant -> tenants.put(tenant.name(), tenant));
    List<InputConfig> inputs = new ArrayList<>();
    tenants.values().forEach(tenant -> inputs.add(input(directory, tenant)));
    return inputs;
  }

  private static List<Tenant> known(@Nullable HttpConfig http) {
    return http == null ? List.of() : http.tenants();
  }

  /**
   * @throws ConfigException if the context of a tenant cannot be what it is
   */
  static void check(HttpConfig http) {
    http.tenants().forEach(tenant -> input(Path.of("/spool"), tenant));
  }

  private static InputConfig input(Path directory, Tenant tenant) {
    Map<String, String> context = new HashMap<>(tenant.context());
    context.put(Tenant.CONTEXT_KEY, tenant.name());
    return new InputConfig(
        List.of(Spool.pattern(directory, tenant.name())),
        List.of(),
        tenant.service(),
        tenant.authority(),
        context,
        /* stdin= */ false,
        LineFormat.PLAIN,
        CarriageReturn.KEEP,
        "utf-8",
        null);
  }
}
