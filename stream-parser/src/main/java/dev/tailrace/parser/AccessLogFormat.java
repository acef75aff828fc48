package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The common log format of web servers: {@code 127.0.0.1 - - [15/Jan/2024:10:35:22 +0000] "GET /
 * HTTP/1.1" 200 612}. A status from 500 on is an error, one from 400 on a warning.
 */
final class AccessLogFormat implements LineFormat {
  private static final int STAMP = 26;

  @Override
  public @Nullable Line read(String text, LineSetting setting) {
    int open = text.indexOf(" [");
    int close = open + 2 + STAMP;
    int quote = close + 3;
    boolean likely = open > 0 && text.startsWith("] \"", close);
    int end = likely ? text.indexOf("\" ", quote) : -1;
    if (end < 0 || text.length() < end + 5) {
      return null;
    }
    Instant time = OtherTimes.parse(text.substring(open + 2, close), setting);
    Integer status = status(text, end + 2);
    if (time == null || status == null) {
      return null;
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("client.address", text.substring(0, text.indexOf(' ')));
    String[] request = text.substring(quote, end).split(" ", 3);
    if (request.length == 3) {
      context.put("http.request.method", request[0]);
      context.put("url.path", request[1]);
    }
    context.put("http.response.status_code", status);
    return new Line(text, time, level(status), null, null, null, context, List.of());
  }

  private static @Nullable Integer status(String text, int from) {
    int value = 0;
    for (int i = from; i < from + 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static Level level(int status) {
    if (status >= 500) {
      return Level.ERROR;
    }
    return status >= 400 ? Level.WARN : Level.INFO;
  }
}
