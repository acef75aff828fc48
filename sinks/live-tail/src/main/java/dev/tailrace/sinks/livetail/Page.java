package dev.tailrace.sinks.livetail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The page to watch with. Its policy lets nothing run that is not its own file, so that a line with
 * markup in it could do nothing even if the page had a mistake.
 */
final class Page {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, Asset> assets =
      Map.of(
          "/", Asset.read("tail.html", "text/html;charset=utf-8"),
          "/tail.js", Asset.read("tail.js", "text/javascript;charset=utf-8"),
          "/tail.css", Asset.read("tail.css", "text/css;charset=utf-8"));

  boolean has(String path) {
    return assets.containsKey(path);
  }

  void write(String path, Response response, Callback callback) {
    Asset asset = Objects.requireNonNull(assets.get(path));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, asset.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
    response.getHeaders().put("Content-Security-Policy", POLICY);
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.write(true, ByteBuffer.wrap(asset.content()), callback);
  }

  @SuppressWarnings("ArrayRecordComponent") // written, never compared
  private record Asset(String type, byte[] content) {
    static Asset read(String name, String type) {
      try (InputStream in = Page.class.getResourceAsStream(name)) {
        return new Asset(type, Objects.requireNonNull(in, name).readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
