package dev.tailrace.sinks.livetail;

import dev.tailrace.sinks.livetail.QueryParser.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Serves {@code /v1/tail} and the page. */
final class TailHandler extends Handler.Abstract {
  static final String TAIL = "/v1/tail";

  private final Watchers watchers;
  private final Page page;
  private final boolean allowAll;

  /**
   * @param allowAll whether one may follow without naming a repository, a run or a job
   */
  TailHandler(Watchers watchers, Page page, boolean allowAll) {
    this.watchers = watchers;
    this.page = page;
    this.allowAll = allowAll;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String path = Request.getPathInContext(request);
    boolean get = HttpMethod.GET.is(request.getMethod());
    if (!get && !(HttpMethod.HEAD.is(request.getMethod()) && page.has(path))) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET");
      JsonError.of("method not allowed").remedy("use GET").write(response, 405, callback);
    } else if (path.equals(TAIL)) {
      tail(request, response, callback);
    } else if (page.has(path)) {
      page.write(path, response, callback);
    } else {
      JsonError.of("not found").remedy("see " + TAIL + " or /").write(response, 404, callback);
    }
    return true;
  }

  private void tail(Request request, Response response, Callback callback) {
    Parsed parsed = parse(request);
    if (parsed instanceof Parsed.Refused refused) {
      JsonError.of("cannot be asked for")
          .parameter(refused.parameter(), refused.value())
          .remedy(refused.remedy())
          .write(response, 400, callback);
    } else if (parsed instanceof Parsed.Accepted accepted && isTooMuch(accepted.query())) {
      JsonError.of("everything at once is not shown here")
          .remedy("name a repository, a run_id or a job_id; live-tail.allow-all would allow it")
          .write(response, 400, callback);
    } else if (parsed instanceof Parsed.Accepted accepted) {
      watch(accepted.query(), request, response, callback);
    }
  }

  private boolean isTooMuch(TailQuery query) {
    return !allowAll && query.follow() && Watched.by(query).isEverything();
  }

  private static Parsed parse(Request request) {
    try {
      Map<String, List<String>> parameters = new LinkedHashMap<>();
      for (Fields.Field field : Request.extractQueryParameters(request, StandardCharsets.UTF_8)) {
        parameters.put(field.getName(), field.getValues());
      }
      return QueryParser.parse(parameters);
    } catch (RuntimeException e) {
      String query = String.valueOf(request.getHttpURI().getQuery());
      return new Parsed.Refused("the query", query, "percent-encode it as UTF-8");
    }
  }

  private void watch(TailQuery query, Request request, Response response, Callback callback) {
    // The headers go out with the first write, so a refusal can still change them.
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    // Tells nginx, which would otherwise hold lines back until a buffer is full.
    response.getHeaders().put("X-Accel-Buffering", "no");
    Watcher watcher = new Watcher(query, response, callback, watchers::leave);
    if (!watchers.join(watcher, lastEventId(request))) {
      JsonError.of("too many watchers: " + watchers.max())
          .remedy("try again when somebody has left, or raise live-tail.watchers")
          .write(response, 503, callback);
    }
  }

  private static @Nullable String lastEventId(Request request) {
    String id = request.getHeaders().get("Last-Event-ID");
    return id == null || id.isEmpty() ? null : id;
  }
}
