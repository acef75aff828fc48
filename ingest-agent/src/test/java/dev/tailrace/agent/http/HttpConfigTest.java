package dev.tailrace.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.schemas.Authority;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {
  private static final ConfigReader READER =
      new ConfigReader(Map.of("TOKEN", "0123456789abcdef", "SECRET", "fedcba9876543210"));

  private static HttpConfig read(String yaml) {
    return READER.parse(yaml, HttpConfig.class);
  }

  @Test
  void readsTokensFromTheEnvironmentAndShowsThemToNobody() {
    HttpConfig config =
        read(
            """
            host: 0.0.0.0
            tokens:
              - {tenant: acme, token: "${TOKEN}", authority: platform, context: {region: eu}}
              - {tenant: acme, token: "${TOKEN}-next", authority: platform, context: {region: eu}}
            github: {secrets: ["${SECRET}"]}
            max-spool: 2GiB
            """);

    assertThat(config.tenants())
        .containsExactly(
            new Tenant("acme", Authority.PLATFORM, null, Map.of("region", "eu")),
            new Tenant("github", Authority.PLATFORM, null, Map.of()));
    assertThat(config.toString()).doesNotContain("0123456789abcdef", "fedcba9876543210");
  }

  @Test
  void needsNoTokenOnLoopback() {
    assertThat(read("{}").tenants())
        .containsExactly(new Tenant("local", Authority.JOB, null, Map.of()));
    assertThat(read("{}").anonymous()).isTrue();
    assertThat(read("github: {secrets: ['${SECRET}']}").anonymous()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: 0.0.0.0 | tokens",
        "tokens: [{tenant: acme, token: short}] | tokens[0].token",
        "tokens: [{tenant: ../acme, token: '${TOKEN}'}] | tokens[0].tenant",
        "tokens: [{token: '${TOKEN}'}] | tokens[0].tenant",
        "github: {secrets: []} | github.secrets",
        "port: 70000 | port",
        "max-body: 0 | max-body",
        "max-decompressed: 1MiB | max-decompressed",
        "max-in-memory: 1MiB | max-in-memory",
        "max-spool: 1KiB | max-spool",
        "body-deadline: 1ms | body-deadline",
        "max-connections: 0 | max-connections",
        "tokens: [{tenant: a, token: '${TOKEN}'}, {tenant: a, token: '${TOKEN}2', service: x}]"
            + " | tokens",
        "{tokens: [{tenant: github, token: '${TOKEN}'}], github: {secrets: ['${SECRET}']}}"
            + " | github.tenant"
      })
  void namesWhatIsWrong(String yaml, String key) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " ");
  }
}
