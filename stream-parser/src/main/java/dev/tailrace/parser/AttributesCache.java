package dev.tailrace.parser;

import dev.tailrace.platform.streams.RecentMap;
import dev.tailrace.schemas.SourceAttributes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads source attributes once for all the sources that carry the same bytes. For one thread. */
final class AttributesCache {
  private static final int MAX_ENTRIES = 1024;
  private static final int MAX_CACHED_BYTES = 16 << 10;
  static final Known UNKNOWN = Known.of(SourceAttributes.UNKNOWN);

  private final Map<ByteBuffer, Known> cache = new RecentMap<>(MAX_ENTRIES);

  /**
   * @throws IllegalArgumentException if the header does not hold source attributes
   */
  Known read(@Nullable Header header) {
    if (header == null || header.value() == null) {
      return UNKNOWN;
    }
    byte[] bytes = header.value();
    if (bytes.length > MAX_CACHED_BYTES) {
      return parse(bytes);
    }
    Known cached = cache.get(ByteBuffer.wrap(bytes));
    if (cached == null) {
      cached = parse(bytes);
      cache.put(ByteBuffer.wrap(bytes), cached);
    }
    return cached;
  }

  private static Known parse(byte[] bytes) {
    SourceAttributes read = SourceAttributes.fromJson(bytes);
    Map<String, String> context = new TreeMap<>();
    Repair.map(read.context()).forEach((key, value) -> context.put(key, (String) value));
    return Known.of(
        new SourceAttributes(
            Controls.visible(read.host()),
            visible(read.path()),
            visible(read.service()),
            read.authority(),
            context));
  }

  private static @Nullable String visible(@Nullable String text) {
    return text == null ? null : Controls.visible(text);
  }
}
