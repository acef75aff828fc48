package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SourceTest {
  private static String id(long offset) {
    return new Source("s1", offset, null, null, Authority.JOB).eventId();
  }

  @Property(tries = 500)
  void eventIdsSortAsTheLinesDo(
      @ForAll @LongRange(max = 1L << 47) long a, @ForAll @LongRange(max = 1L << 47) long b) {
    assertThat(Integer.signum(id(a).compareTo(id(b)))).isEqualTo(Long.compare(a, b));
  }

  @Example
  void eventIdIsSourceAndOffset() {
    assertThat(id(255)).isEqualTo("s1-0000000000ff");
  }

  @Example
  void refusesWhatNamesNoLine() {
    assertThatThrownBy(() -> new Source("", 0, null, null, Authority.JOB))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> id(-1)).hasMessageContaining("-1");
  }

  @Example
  void attributesSurviveTheirHeader() {
    SourceAttributes full =
        new SourceAttributes(
            "h", "/a.log", "api", Authority.PLATFORM, Map.of("region", "eu", "pool_id", "p"));

    assertThat(SourceAttributes.fromJson(full.toJson())).isEqualTo(full);
    assertThat(SourceAttributes.fromJson(SourceAttributes.UNKNOWN.toJson()))
        .isEqualTo(SourceAttributes.UNKNOWN);
    assertThat(new String(full.toJson(), UTF_8))
        .contains("\"context\":{\"pool_id\":\"p\",\"region\":\"eu\"}");
  }

  @Example
  void attributesWithoutAuthorityAreNotBelieved() {
    assertThat(SourceAttributes.fromJson("{\"host\":\"h\"}".getBytes(UTF_8)).authority())
        .isEqualTo(Authority.JOB);
    assertThatThrownBy(() -> SourceAttributes.fromJson("{".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
