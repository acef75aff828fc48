package dev.tailrace.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {
  private static StreamsSettings read(String yaml) {
    return new ConfigReader(Map.of("HOSTNAME", "pipeline-0")).parse(yaml, StreamsSettings.class);
  }

  private static StreamsConfig config(StreamsSettings settings) {
    Properties properties =
        StreamsComponent.properties("pipeline", KafkaConfig.of("127.0.0.1:9092"), settings);
    return new StreamsConfig(properties);
  }

  @Test
  void hasNoStandbysNoInstanceIdAndBoundedMemoryUnlessToldOtherwise() {
    StreamsSettings settings = StreamsSettings.defaults();
    Map<String, Object> consumer = config(settings).getMainConsumerConfigs("group", "client", 1);

    assertThat(settings.stateDirectory()).isEqualTo(Path.of("/var/lib/tailrace/streams"));
    assertThat(settings.rocksdbMemory()).isEqualTo(ByteSize.mebibytes(256));
    assertThat(config(settings).getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isZero();
    assertThat(config(settings).getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
        .isEqualTo(BoundedRocksDb.class);
    assertThat(consumer).doesNotContainKey("group.instance.id");
  }

  @Test
  void eachThreadHasANameThatFollowsFromTheInstanceId() {
    StreamsConfig config = config(read("{standbys: 1, instance-id: '${HOSTNAME}'}"));

    assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(1);
    assertThat(config.getMainConsumerConfigs("group", "client", 2))
        .containsEntry("group.instance.id", "pipeline-0-2");
    assertThat(config.getRestoreConsumerConfigs("client")).doesNotContainKey("group.instance.id");
  }

  @Test
  void propertiesOfKafkaStreamsWin() {
    StreamsConfig config = config(read("{standbys: 1, properties: {num.standby.replicas: \"2\"}}"));

    assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "threads: 0, threads",
    "commit-interval: 0ms, commit-interval",
    "standbys: -1, standbys",
    "standbys: 17, standbys",
    "instance-id: pipe line, instance-id",
    "instance-id: '', instance-id",
    "rocksdb-memory: 1MiB, rocksdb-memory"
  })
  void refusesWhatCannotBe(String yaml, String key) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
