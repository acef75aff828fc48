package dev.tailrace.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.StructuredLogger;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * Writes this process's log in the platform's log schema, so that Tailrace can collect its own.
 * Key-value pairs of a log call become context.
 */
public final class LogSchemaEncoder extends EncoderBase<ILoggingEvent> {
  private String service = "tailrace";

  /** Set from logback's configuration. */
  public void setService(String service) {
    this.service = service;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(event.getInstant(), ZoneOffset.UTC);
    Level level = Level.parse(event.getLevel().toString()).orElse(Level.INFO);
    new StructuredLogger(service, clock, line::writeBytes)
        .log(level, String.valueOf(event.getFormattedMessage()), context(event));
    return line.toByteArray();
  }

  private static Map<String, Object> context(ILoggingEvent event) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("logger", event.getLoggerName());
    context.put("thread", event.getThreadName());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        context.put(pair.key, String.valueOf(pair.value));
      }
    }
    if (event.getThrowableProxy() != null) {
      context.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return context;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
