package dev.tailrace.agent.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers one request, and counts it. */
record Reply(Request request, Response response, Callback callback, HttpMetrics metrics) {

  /**
   * @param endpoint for the metrics
   * @param challenge for an answer of 401
   */
  void send(String endpoint, String challenge, Answer answer) {
    metrics.requests.labels(endpoint, Integer.toString(answer.status())).inc();
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (answer.retryAfterSeconds() > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.retryAfterSeconds());
    }
    if (answer.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, challenge);
    }
    // A body that did not come in time is not waited for again.
    Callback last =
        answer.status() == 408
            ? callback
            : Callback.from(() -> Drain.before(request, callback), callback::failed);
    response.write(true, ByteBuffer.wrap(answer.body()), last);
  }
}
