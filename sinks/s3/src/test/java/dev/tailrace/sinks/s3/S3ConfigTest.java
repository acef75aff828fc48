package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ConfigTest {
  private final ConfigReader reader = new ConfigReader(Map.of());

  @Test
  void hasDefaultsForEverything() {
    S3Config config = reader.parse("", S3Config.class);

    assertThat(config.bucket()).isEqualTo("tailrace-archive");
    assertThat(config.endpoint()).isNull();
    assertThat(config.objectSize()).isEqualTo(ByteSize.mebibytes(64));
    assertThat(config.flushInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.flushOnClose()).isTrue();
    assertThat(config.createBucket()).isFalse();
    assertThat(config.compression()).isEqualTo(Compression.ZSTD);
    assertThat(config.encryption()).isEqualTo(Encryption.NONE);
    assertThat(config.compactionInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(config.requireTls()).isFalse();
  }

  @Test
  void readsWhatIsWritten() {
    S3Config config =
        reader.parse(
            """
            bucket: logs
            endpoint: https://s3.example.org:9000
            access-key: me
            secret-key: hush
            object-size: 8MiB
            flush-interval: 30s
            create-bucket: true
            compression: gzip
            encryption: kms
            kms-key: alias/archive
            compaction-interval: 0s
            require-tls: true
            """,
            S3Config.class);

    assertThat(config.endpoint()).isEqualTo(URI.create("https://s3.example.org:9000"));
    assertThat(config.objectSize()).isEqualTo(ByteSize.mebibytes(8));
    assertThat(config.flushInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.compression()).isEqualTo(Compression.GZIP);
    assertThat(config.encryption()).isEqualTo(Encryption.KMS);
    assertThat(config.kmsKey()).isEqualTo("alias/archive");
    assertThat(config.compactionInterval()).isZero();
    assertThat(config.requireTls()).isTrue();
    assertThat(config.toString()).contains("logs").doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "'bucket: \" \"', bucket",
    "'endpoint: localhost', endpoint",
    "'access-key: me', secret-key",
    "'secret-key: hush', access-key",
    "'object-size: 100', object-size",
    "'object-size: 5GiB', object-size",
    "'buffer-memory: 1KiB', buffer-memory",
    "'flush-interval: 0s', flush-interval",
    "'timeout: 5m', timeout",
    "'compression: lz4', compression",
    "'compaction-interval: 5ms', compaction-interval",
    "'encryption: aes', encryption",
    "'kms-key: mine', kms-key",
    "'encryption: s3\nkms-key: mine', kms-key",
    "'endpoint: http://s3.example.org\nrequire-tls: true', require-tls"
  })
  void namesTheKeyThatCannotBe(String yaml, String key) {
    assertThatThrownBy(() -> reader.parse(yaml, S3Config.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key)
        .hasMessageNotContaining("hush");
  }
}
