package dev.tailrace.sinks.elasticsearch.kibana;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.stream.Collectors;

/** Prepares Kibana: a data view, a search of the log and two dashboards. May run again. */
public final class KibanaBootstrap {
  private KibanaBootstrap() {}

  /**
   * Imports the saved objects. Those of an earlier import are replaced, and with them what somebody
   * changed in them; a copy under another name stays.
   *
   * @throws SinkUnavailableException if Kibana does not answer or refuses; the message says what to
   *     do
   */
  public static void install(KibanaConfig config)
      throws SinkUnavailableException, InterruptedException {
    new SavedObjectImport(config).send(ndjson());
  }

  /** The saved objects as a file that Kibana imports, one JSON object a line. */
  public static String ndjson() {
    return SavedObjects.all().stream().map(SavedObject::line).collect(Collectors.joining());
  }
}
