package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;

/**
 * Sends documents as they came, each to be created and never to replace another. The request is put
 * together from bytes and of the answer only what went wrong is looked at: through the client's own
 * objects it costs ten times as much.
 */
final class BulkWriter {
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
  private static final int GZIP_BUFFER_BYTES = 32 << 10;

  /** Of each item only this is asked for; a short answer is quick to write and to read. */
  private static final String WANTED = "errors,items.*.status,items.*.error";

  private final ElasticsearchConnection connection;
  private final boolean compress;

  /**
   * @param compress whether requests are sent gzipped
   */
  BulkWriter(ElasticsearchConnection connection, boolean compress) {
    this.connection = connection;
    this.compress = compress;
  }

  /**
   * Sends one bulk request.
   *
   * @return an answer for each document, in the same order
   * @throws SinkUnavailableException if there is no answer; any of the documents may be stored
   */
  List<Answer> write(BulkBody body) throws SinkUnavailableException {
    Request request = new Request("POST", "/_bulk");
    request.addParameter("filter_path", WANTED);
    try {
      request.setEntity(entity(body));
      byte[] answer =
          EntityUtils.toByteArray(connection.rest().performRequest(request).getEntity());
      return answers(answer, body.size());
    } catch (ResponseException e) {
      return wholeRequestRefused(body, e);
    } catch (IOException e) {
      throw Unavailable.because("a bulk request", e);
    }
  }

  /** A document that spoils its whole request is found by halves. */
  private List<Answer> wholeRequestRefused(BulkBody body, ResponseException e)
      throws SinkUnavailableException {
    int status = e.getResponse().getStatusLine().getStatusCode();
    if (status != 400 && status != 413) {
      throw Unavailable.because("a bulk request", e);
    }
    if (body.size() == 1) {
      return List.of(new Answer.Refused(Unavailable.shortened(String.valueOf(e.getMessage()))));
    }
    int half = body.size() / 2;
    List<Answer> answers = new ArrayList<>(write(body.part(0, half)));
    answers.addAll(write(body.part(half, body.size())));
    return answers;
  }

  private HttpEntity entity(BulkBody body) throws IOException {
    if (!compress) {
      return new BulkEntity(body.bytes(), body.length(), NDJSON);
    }
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length() / 4);
    try (OutputStream gzip = new QuickGzip(compressed)) {
      gzip.write(body.bytes(), 0, body.length());
    }
    byte[] gzipped = compressed.toByteArray();
    BulkEntity entity = new BulkEntity(gzipped, gzipped.length, NDJSON);
    entity.setContentEncoding("gzip");
    return entity;
  }

  /** Logs shrink to a fifth at the quickest level already, at a third of the usual one's CPU. */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, GZIP_BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static List<Answer> answers(byte[] answer, int documents) throws IOException {
    if (!anyErrors(answer)) {
      return Collections.nCopies(documents, new Answer.Stored());
    }
    JsonNode items = Json.MAPPER.readTree(answer).path("items");
    if (items.size() != documents) {
      throw new IOException(items.size() + " answers for " + documents + " documents");
    }
    List<Answer> answers = new ArrayList<>(documents);
    for (JsonNode item : items) {
      JsonNode created = item.path("create");
      JsonNode error = created.path("error");
      answers.add(
          Answer.of(created.path("status").asInt(), error.path("type").asText(), reason(error)));
    }
    return answers;
  }

  /** What the answer says before it says anything of the documents. */
  private static boolean anyErrors(byte[] answer) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(answer)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        if (next == JsonToken.FIELD_NAME && parser.currentName().equals("errors")) {
          return parser.nextToken() == JsonToken.VALUE_TRUE;
        }
      }
    }
    throw new IOException("the answer to a bulk request does not say whether there were errors");
  }

  private static String reason(JsonNode error) {
    JsonNode cause = error.path("caused_by");
    return error.path("reason").asText()
        + (cause.isMissingNode()
            ? ""
            : "; " + cause.path("type").asText() + ": " + cause.path("reason").asText());
  }
}
