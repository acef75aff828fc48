package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.Refused;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request whose headers are admitted: its body becomes stored lines, or is refused. */
record Exchange(
    Endpoint endpoint, Admission admission, Intake intake, MemoryBudget.Share memory, Reply reply)
    implements BodyReader.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  @Override
  public void complete(byte[] body) {
    try {
      var unused = intake.take(admission, body, memory).whenComplete(this::answer);
    } catch (Refused | RuntimeException e) {
      answer(null, e);
    }
  }

  private void answer(@Nullable Answer success, @Nullable Throwable failure) {
    Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
    if (success != null) {
      reply.send(endpoint.name(), endpoint.challenge(), success);
    } else if (reason instanceof Refused refused) {
      refused(refused);
    } else {
      LOG.atError().setCause(reason).log("cannot handle a request: this is a bug");
      refused(Refused.with(500, "the agent has a bug", "see its log"));
    }
  }

  @Override
  public void refused(Refused refused) {
    reply.send(endpoint.name(), endpoint.challenge(), admission.decoder().failure(refused));
  }

  @Override
  public void gone(Throwable failure) {
    reply.callback().failed(failure);
  }
}
