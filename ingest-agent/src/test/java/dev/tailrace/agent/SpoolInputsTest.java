package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.agent.http.HttpConfig;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolInputsTest {
  private static final String TOKENS =
      "tokens: [{tenant: acme, token: 0123456789abcdef, authority: platform, context: {a: '%s'}}]";

  @TempDir Path data;

  private static HttpConfig http(String value) {
    return new ConfigReader(Map.of()).parse(TOKENS.formatted(value), HttpConfig.class);
  }

  private static AgentConfig config(Path directory, HttpConfig http) {
    List<InputConfig> inputs = http == null ? List.of(InputConfig.files("/x/*.log")) : List.of();
    return new AgentConfig(directory, "h", inputs, null, null, null, null, null, null, http, null);
  }

  private static SourceAttributes attributes(AgentConfig config, String tenant) {
    Path segment = SpoolInputs.directory(config).resolve(tenant).resolve("00000000000000ff.ndjson");
    return new Inputs("h", SpoolInputs.of(config)).attributesOf(segment).orElseThrow();
  }

  @Test
  void knowsTheLinesOfATenantByItsFolder() {
    SourceAttributes attributes = attributes(config(data, http("b")), "acme");

    assertThat(attributes.authority()).isEqualTo(Authority.PLATFORM);
    assertThat(attributes.context()).isEqualTo(Map.of("tenant", "acme", "a", "b"));
  }

  @Test
  void sendsWhatAFormerTenantLeftAndBelievesNothingOfIt() throws IOException {
    Files.createDirectories(data.resolve("spool").resolve("former"));

    for (HttpConfig http : new HttpConfig[] {http("b"), null}) {
      SourceAttributes attributes = attributes(config(data, http), "former");
      assertThat(attributes.authority()).isEqualTo(Authority.JOB);
      assertThat(attributes.context()).isEqualTo(Map.of("tenant", "former"));
    }
  }

  @Test
  void refusesWhatCouldNotBeFollowed() {
    HttpConfig http = http("b");

    assertThatThrownBy(() -> SpoolInputs.of(config(data.resolve("a*"), http)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("data-directory ");
    assertThatThrownBy(() -> config(data, http("{part}")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("context.a");
  }
}
