package dev.tailrace.agent.http;

import dev.tailrace.agent.http.github.Signature;
import dev.tailrace.agent.http.github.Webhooks;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/github}: GitHub's webhooks, which its signature is the credential of. */
final class GithubEndpoint implements Endpoint {
  /** GitHub sends no larger payload. */
  private static final int LARGEST = 25 << 20;

  private static final String SIGNATURE = "X-Hub-Signature-256";
  private static final String EVENT = "[a-z0-9_]{1,64}";
  private static final String DELIVERY = "[A-Za-z0-9-]{1,64}";

  private final GithubConfig config;
  private final int maxBody;
  private final Signature signature;

  /**
   * @param maxInMemory of all requests
   */
  GithubEndpoint(GithubConfig config, long maxInMemory) {
    this.config = config;
    this.maxBody = (int) Math.min(LARGEST, maxInMemory / 2);
    this.signature = new Signature(config.secrets());
  }

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String challenge() {
    return SIGNATURE;
  }

  @Override
  public Admission admit(HttpFields headers) throws Refused {
    String claimed = headers.get(SIGNATURE);
    if (claimed == null) {
      throw unsigned("there is no signature");
    }
    if (!Endpoint.mediaType(headers).equals("application/json")
        || Decompression.of(headers.get(HttpHeader.CONTENT_ENCODING)) != Decompression.IDENTITY) {
      throw Refused.with(
          415,
          "the webhook is not plain JSON",
          "choose the content type application/json in the settings of the webhook");
    }
    String event = headers.get("X-GitHub-Event");
    if (event == null || !event.matches(EVENT)) {
      throw Refused.malformed("the header X-GitHub-Event does not name an event");
    }
    String delivery = headers.get("X-GitHub-Delivery");
    boolean named = delivery != null && delivery.matches(DELIVERY);
    return new Admission(
        config.tenant(), maxBody, new Body(claimed, event, named ? delivery : null));
  }

  private static Refused unsigned(String error) {
    return Refused.with(
        401, error, "give the webhook one of the secrets of the agent's configuration");
  }

  /** One webhook's. */
  private final class Body implements Admission.Decoder {
    private final String claimed;
    private final String event;
    private final @Nullable String delivery;

    Body(String claimed, String event, @Nullable String delivery) {
      this.claimed = claimed;
      this.event = event;
      this.delivery = delivery;
    }

    @Override
    public Answer decode(byte[] body, LineBlock into, MemoryBudget.Share memory) throws Refused {
      if (!signature.matches(claimed, body)) {
        throw unsigned("the signature is wrong");
      }
      Webhooks.read(event, delivery, body, into);
      return Answer.accepted(into.count());
    }

    @Override
    public Answer failure(Refused refused) {
      return Answer.refused(refused);
    }
  }
}
