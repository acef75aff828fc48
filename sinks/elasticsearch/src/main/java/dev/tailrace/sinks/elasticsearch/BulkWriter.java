package dev.tailrace.sinks.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends documents as they came, each to be created and never to replace another. */
final class BulkWriter {
  private final ElasticsearchConnection connection;

  BulkWriter(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /**
   * Sends one bulk request.
   *
   * @return an answer for each document, in the same order
   * @throws SinkUnavailableException if there is no answer; any of the documents may be stored
   */
  List<Answer> write(List<? extends BulkDocument> batch) throws SinkUnavailableException {
    try {
      return answers(connection.client().bulk(request(batch)));
    } catch (ElasticsearchException e) {
      return wholeRequestRefused(batch, e);
    } catch (IOException e) {
      throw Unavailable.because("a bulk request", e);
    }
  }

  /** A document that spoils its whole request is found by halves. */
  private List<Answer> wholeRequestRefused(
      List<? extends BulkDocument> batch, ElasticsearchException e)
      throws SinkUnavailableException {
    if (e.status() != 400 && e.status() != 413) {
      throw Unavailable.because("a bulk request", e);
    }
    if (batch.size() == 1) {
      return List.of(new Answer.Refused(Unavailable.shortened(String.valueOf(e.getMessage()))));
    }
    int half = batch.size() / 2;
    List<Answer> answers = new ArrayList<>(write(batch.subList(0, half)));
    answers.addAll(write(batch.subList(half, batch.size())));
    return answers;
  }

  private static BulkRequest request(List<? extends BulkDocument> batch) {
    BulkRequest.Builder bulk = new BulkRequest.Builder();
    for (BulkDocument document : batch) {
      BinaryData body = BinaryData.of(document.json(), ContentType.APPLICATION_JSON);
      bulk.operations(
          operation ->
              operation.create(
                  create -> create.index(document.index()).id(document.id()).document(body)));
    }
    return bulk.build();
  }

  private static List<Answer> answers(BulkResponse response) {
    List<Answer> answers = new ArrayList<>(response.items().size());
    for (BulkResponseItem item : response.items()) {
      ErrorCause error = item.error();
      answers.add(
          error == null
              ? Answer.of(item.status(), "", "")
              : Answer.of(item.status(), text(error.type()), reason(error)));
    }
    return answers;
  }

  private static String reason(ErrorCause error) {
    ErrorCause cause = error.causedBy();
    return text(error.reason())
        + (cause == null ? "" : "; " + text(cause.type()) + ": " + text(cause.reason()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
