package dev.tailrace.sinks.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** The connections to the nodes of one cluster. May be used by several threads. */
final class ElasticsearchConnection implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int TOO_MANY = 429;

  private final RestClient rest;
  private final ElasticsearchClient client;

  /** Connects to nothing yet. */
  ElasticsearchConnection(ElasticsearchConfig config) {
    HttpHost[] hosts =
        config.urls().stream().map(ElasticsearchConnection::host).toArray(HttpHost[]::new);
    int timeout = (int) config.timeout().toMillis();
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                request ->
                    request
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setConnectionRequestTimeout(timeout)
                        .setSocketTimeout(timeout));
    String path = config.urls().get(0).getPath();
    if (path != null && path.length() > 1) {
      builder.setPathPrefix(path);
    }
    Authorization.header(config.apiKey(), config.username(), config.password())
        .map(value -> new Header[] {new BasicHeader("Authorization", value)})
        .ifPresent(builder::setDefaultHeaders);
    this.rest = builder.build();
    this.client =
        new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper(Json.MAPPER)));
  }

  private static HttpHost host(URI url) {
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    return new HttpHost(
        url.getHost(), url.getPort() < 0 ? standard : url.getPort(), url.getScheme());
  }

  ElasticsearchClient client() {
    return client;
  }

  /** For requests whose JSON is Tailrace's own. */
  RestClient rest() {
    return rest;
  }

  /**
   * Sends a request.
   *
   * @return whether the cluster took it; false if it does not know such a thing or forbids it
   * @throws IOException if it does not answer or is not well
   */
  boolean takes(Request request) throws IOException {
    try {
      rest.performRequest(request);
      return true;
    } catch (ResponseException e) {
      int status = e.getResponse().getStatusLine().getStatusCode();
      if (status >= 500 || status == TOO_MANY) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void close() {
    try {
      rest.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
