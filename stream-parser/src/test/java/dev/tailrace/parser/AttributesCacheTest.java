package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class AttributesCacheTest {
  private final AttributesCache cache = new AttributesCache();

  private static RecordHeader header(String host) {
    SourceAttributes attributes =
        new SourceAttributes(host, null, "s", Authority.PLATFORM, Map.of("k", "v"));
    return new RecordHeader("a", attributes.toJson());
  }

  @Test
  void knowsNothingOfARecordWithoutTheHeader() {
    assertThat(cache.read(null).attributes()).isSameAs(SourceAttributes.UNKNOWN);
    assertThat(cache.read(new RecordHeader("a", (byte[]) null)).attributes())
        .isSameAs(SourceAttributes.UNKNOWN);
  }

  @Test
  void readsEqualBytesOnce() {
    Known first = cache.read(header("h1"));
    Known other = cache.read(header("h2"));

    assertThat(other.attributes().host()).isEqualTo("h2");
    assertThat(cache.read(header("h1"))).isSameAs(first);
  }

  @Test
  void forgetsRatherThanGrow() {
    Known first = cache.read(header("h"));
    for (int i = 0; i < 2000; i++) {
      cache.read(header("h" + i));
    }

    assertThat(cache.read(header("h"))).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void refusesAHeaderThatIsNotOne() {
    assertThatThrownBy(() -> cache.read(new RecordHeader("a", "{".getBytes(UTF_8))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(cache.read(header("h")).attributes().host()).isEqualTo("h");
  }
}
