package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigReader;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElasticsearchConfigTest {
  @Test
  void emptyIsTheDefault() {
    assertThat(read("")).isEqualTo(ElasticsearchConfig.of(URI.create("http://127.0.0.1:9200")));
  }

  @Test
  void readsEveryKey() {
    ElasticsearchConfig config =
        read(
            """
            urls: [https://a.example:9200, https://b.example:9200]
            username: writer
            password: secret
            timeout: 10s
            compression: false
            bulk: {bytes: 1MiB, count: 10, age: 1s}
            indices: {replicas: 0, refresh-interval: 1s, codec: best_compression, mode: logsdb}
            """);

    assertThat(config.urls()).hasSize(2);
    assertThat(config.bulk().bytes().bytes()).isEqualTo(1 << 20);
    assertThat(config.indices().refreshInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.indices().codec()).isEqualTo("best_compression");
    assertThat(config.indices().mode()).isEqualTo(IndexMode.LOGSDB);
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void errorsNameTheKey() {
    assertThatThrownBy(() -> read("urls: ['example:9200']"))
        .hasMessageContaining("urls 'example:9200'");
    assertThatThrownBy(() -> read("bulk: {count: 0}")).hasMessageContaining("bulk.count '0'");
    assertThatThrownBy(() -> read("username: x")).hasMessageContaining("username 'x'");
    assertThatThrownBy(() -> read("{username: x, password: y, api-key: z}"))
        .hasMessageContaining("api-key")
        .hasMessageNotContaining("'z'");
    assertThatThrownBy(() -> read("indices: {replicas: -1}"))
        .hasMessageContaining("indices.replicas '-1'");
    assertThatThrownBy(() -> read("indices: {mode: fast}"))
        .hasMessageContaining("indices.mode")
        .hasMessageContaining("[auto, standard, logsdb]");
  }

  private static ElasticsearchConfig read(String yaml) {
    return new ConfigReader(Map.of()).parse(yaml, ElasticsearchConfig.class);
  }
}
