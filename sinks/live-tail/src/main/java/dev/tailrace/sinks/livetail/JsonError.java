package dev.tailrace.sinks.livetail;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tailrace.schemas.Json;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code {"error": ..., "parameter": ..., "value": ..., "remedy": ...}}. */
final class JsonError {
  private final Map<String, String> body = new LinkedHashMap<>();

  private JsonError() {}

  static JsonError of(String error) {
    JsonError json = new JsonError();
    json.body.put("error", error);
    return json;
  }

  JsonError parameter(String name, String value) {
    body.put("parameter", name);
    body.put("value", value);
    return this;
  }

  JsonError remedy(String remedy) {
    body.put("remedy", remedy);
    return this;
  }

  void write(Response response, int status, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(bytes()), callback);
  }

  private byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
