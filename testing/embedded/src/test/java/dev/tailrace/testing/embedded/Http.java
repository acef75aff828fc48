package dev.tailrace.testing.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain HTTP, as any client of these servers speaks it. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  static HttpResponse<byte[]> send(String method, String url, byte[] body)
      throws IOException, InterruptedException {
    BodyPublisher content =
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, content)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  static HttpResponse<byte[]> send(String method, String url)
      throws IOException, InterruptedException {
    return send(method, url, new byte[0]);
  }
}
