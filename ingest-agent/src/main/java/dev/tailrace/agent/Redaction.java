package dev.tailrace.agent;

import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.LineAssembler;
import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.Resume;
import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.platform.redaction.RedactionListener;
import dev.tailrace.platform.redaction.RedactionSession;
import dev.tailrace.platform.redaction.Redactor;
import dev.tailrace.schemas.ContextKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes secrets out of lines before they are sent or written. What a source has said before, that a
 * value is secret or that a private key begins, is kept nowhere but in its file: after a restart it
 * is read there again. For the agent's one thread, but for {@link #forRequests}.
 */
final class Redaction {
  private static final Logger LOG = LoggerFactory.getLogger(Redaction.class);

  /** No private key is longer. */
  private static final int LOOK_BACK = 16 << 10;

  private final @Nullable Redactor redactor;
  private final int maxLine;
  private final Map<SourceState, RedactionSession> sessions = new WeakHashMap<>();
  private @Nullable SourceState last;
  private @Nullable RedactionSession lastSession;

  private Redaction(@Nullable Redactor redactor, int maxLine) {
    this.redactor = redactor;
    this.maxLine = maxLine;
  }

  /**
   * @throws dev.tailrace.platform.config.ConfigException if a rule file cannot be used
   */
  static Redaction of(AgentConfig config, RedactionListener listener) {
    RedactionConfig redaction = config.redaction();
    return new Redaction(
        redaction.enabled() ? Redactor.of(redaction, listener) : null, config.maxLine().asInt());
  }

  /** The line without its secrets. */
  Line clean(SourceState source, LineShape shape, Line line) {
    if (redactor == null) {
      return line;
    }
    RedactionSession session = session(redactor, source, shape);
    int to = line.to();
    if (!session.attentive() && session.candidate(line.buffer(), line.from(), to) == to) {
      return line;
    }
    int declared = session.declared();
    byte[] clean = session.redact(line.copy());
    if (session.declared() > declared) {
      source.declaredAt(line.offset());
    }
    return line.with(clean, 0, clean.length);
  }

  private RedactionSession session(Redactor from, SourceState source, LineShape shape) {
    RedactionSession session = lastSession;
    if (session == null || last != source) {
      session = sessions.get(source);
      if (session == null) {
        session = from.session(job(source.context()));
        sessions.put(source, session);
        remember(source, shape, session);
      }
      last = source;
      lastSession = session;
    }
    return session;
  }

  /** Sources that belong to the same try of a job share what is declared secret. */
  private static @Nullable String job(Map<String, String> context) {
    String job = context.get(ContextKeys.JOB_ID);
    return job == null
        ? null
        : String.join(
            "/",
            context.getOrDefault(ContextKeys.RUN_ID, ""),
            context.getOrDefault(ContextKeys.ATTEMPT, ""),
            job);
  }

  /** Learns anew what a source has declared before, so that other sources of its job profit. */
  void resume(SourceState source, LineShape shape) {
    if (redactor != null && !source.declarations().isEmpty()) {
      session(redactor, source, shape);
    }
  }

  private void remember(SourceState source, LineShape shape, RedactionSession session) {
    Path path = source.path();
    if (path == null || source.offset() == 0) {
      return;
    }
    try {
      for (long declaration : source.declarations()) {
        learn(path, declaration, maxLine, shape, session);
      }
      long from = Math.max(0, source.offset() - LOOK_BACK);
      learn(path, from, (int) (source.offset() - from), shape, session);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("source", source.id())
          .addKeyValue("path", path)
          .addKeyValue("reason", e.toString())
          .log("cannot read again what a source has declared secret");
    }
  }

  private void learn(Path path, long from, int length, LineShape shape, RedactionSession session)
      throws IOException {
    LineAssembler lines = new LineAssembler(shape, maxLine, Resume.at(from), SavedSource.NO_CUT);
    try (InputStream file = Files.newInputStream(path);
        InputStream content = Compression.gzip(path) ? new GZIPInputStream(file) : file) {
      content.skipNBytes(from);
      byte[] bytes = content.readNBytes(length);
      lines.feed(bytes, bytes.length, line -> session.redact(line.copy()));
    }
  }

  /** Redaction for the lines of a request, any number of them at a time. */
  Supplier<UnaryOperator<byte[]>> forRequests() {
    Redactor shared = redactor;
    if (shared == null) {
      return UnaryOperator::identity;
    }
    return () -> shared.session()::redact;
  }
}
