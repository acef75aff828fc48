package dev.tailrace.sinks.elasticsearch.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KibanaConfigTest {
  @Test
  void needsNothingButAnAddress() {
    KibanaConfig config = read("url: http://127.0.0.1:5601");

    assertThat(config.space()).isNull();
    assertThat(config.apiKey()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          space: a                                      | url is missing
          url: kibana.example                           | url 'kibana.example'
          url: ftp://kibana.example                     | url 'ftp://kibana.example'
          {url: "http://k:5601", username: u}           | username 'u': give username and password
          {url: "http://k:5601", password: p}           | username is missing: give username and
          {url: "http://k:5601", username: u, password: p, api-key: k} | api-key '...': give an api-key or
          {url: "http://k:5601", space: "CI team"}      | space 'CI team': write its id
          {url: "http://k:5601", user: u}               | user is not a known key
          """)
  void saysWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml)).hasMessageContaining(message);
  }

  @Test
  void keepsItsSecretsToItself() {
    assertThat(read("{url: 'http://k:5601', username: u, password: hush}").toString())
        .doesNotContain("hush");
    assertThat(read("{url: 'http://k:5601', api-key: hush}").toString()).doesNotContain("hush");
  }

  private static KibanaConfig read(String yaml) {
    return new ConfigReader(Map.of()).parse(yaml, KibanaConfig.class);
  }
}
