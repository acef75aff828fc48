package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.Refused;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** What is served at one path. */
interface Endpoint {
  /** For metrics. */
  String name();

  /** What an answer of 401 asks for. */
  String challenge();

  /**
   * Looks at a request's headers.
   *
   * @throws Refused if it need not send its body
   */
  Admission admit(HttpFields headers) throws Refused;

  /** The media type without its parameters, in lower case; empty if there is none. */
  static String mediaType(HttpFields headers) {
    String type = headers.get(HttpHeader.CONTENT_TYPE);
    String bare = type == null ? "" : type.split(";", 2)[0];
    return bare.strip().toLowerCase(Locale.ROOT);
  }
}
