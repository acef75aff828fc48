package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Rust's env_logger writes behind its time: {@code INFO crate::module] message}. */
final class RustHeader {
  private static final int LONGEST = 256;

  private RustHeader() {}

  /**
   * @param text behind the bracket and the time
   */
  static @Nullable Line read(String text) {
    int bracket = text.indexOf("] ");
    int space = text.indexOf(' ');
    if (space < 0 || bracket < space || bracket > LONGEST) {
      return null;
    }
    Level level = Level.parse(text.substring(0, space)).orElse(null);
    String module = text.substring(space, bracket).strip();
    return level == null || module.isEmpty() || module.indexOf(' ') >= 0
        ? null
        : Line.of(text.substring(bracket + 2), level, Map.of("log.logger", module));
  }
}
