package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the endpoint of a request, and refuses what its headers show to be no use. */
final class IntakeHandler extends Handler.Abstract {
  private static final String ELSEWHERE = "other";

  private final HttpConfig config;
  private final Intake intake;
  private final HttpMetrics metrics;
  private final MemoryBudget memory;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  IntakeHandler(HttpConfig config, Intake intake, HttpMetrics metrics) {
    this.config = config;
    this.intake = intake;
    this.metrics = metrics;
    this.memory = new MemoryBudget(config.maxInMemory().bytes());
    endpoints.put("/v1/logs", new LogsEndpoint(config));
    GithubConfig github = config.github();
    if (github != null) {
      endpoints.put("/v1/github", new GithubEndpoint(github, config.maxInMemory().bytes()));
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Reply reply = new Reply(request, response, callback, metrics);
    Endpoint endpoint = endpoints.get(Request.getPathInContext(request));
    if (endpoint == null) {
      String remedy = "the paths are " + String.join(" and ", endpoints.keySet());
      refuse(reply, Refused.with(404, "there is nothing at this path", remedy));
    } else if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
      refuse(reply, Refused.with(405, "the method is not allowed", "use POST"));
    } else {
      take(request, endpoint, reply);
    }
    return true;
  }

  private static void refuse(Reply reply, Refused refused) {
    reply.send(ELSEWHERE, "", Answer.refused(refused));
  }

  private void take(Request request, Endpoint endpoint, Reply reply) {
    Admission admission;
    try {
      admission = endpoint.admit(request.getHeaders());
    } catch (Refused e) {
      reply.send(endpoint.name(), endpoint.challenge(), Answer.refused(e));
      return;
    }
    MemoryBudget.Share share = memory.share();
    Request.addCompletionListener(request, failure -> share.close());
    Exchange exchange = new Exchange(endpoint, admission, intake, share, reply);
    try {
      intake.requireRoom(admission.tenant());
      if (request.getLength() > admission.maxBody()) {
        throw Refused.tooLarge("the body is longer than " + admission.maxBody() + " bytes");
      }
    } catch (Refused e) {
      exchange.refused(e);
      return;
    }
    BodyReader.read(request, admission.maxBody(), config.bodyDeadline(), share, exchange);
  }
}
