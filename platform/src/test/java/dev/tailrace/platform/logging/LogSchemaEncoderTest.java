package dev.tailrace.platform.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogSchemaEncoderTest {
  private final LogSchemaEncoder encoder = new LogSchemaEncoder();
  private final List<String> lines = new ArrayList<>();
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("a.B");

  @BeforeEach
  void attach() {
    encoder.setService("tailrace-agent");
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), UTF_8));
          }
        };
    appender.setContext(context);
    appender.start();
    log.addAppender(appender);
  }

  private JsonNode only() throws IOException {
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).indexOf('\n')).isEqualTo(lines.get(0).length() - 1);
    return Json.MAPPER.readTree(lines.get(0));
  }

  @Test
  void keyValuesBecomeContext() throws IOException {
    log.atWarn().addKeyValue("source", "s1").addKeyValue("offset", 4711L).log("file {}", "gone");

    JsonNode line = only();
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("service").asText()).isEqualTo("tailrace-agent");
    assertThat(line.get("message").asText()).isEqualTo("file gone");
    assertThat(Instant.parse(line.get("timestamp").asText())).isBefore(Instant.now().plusMillis(1));
    assertThat(line.at("/context/source").asText()).isEqualTo("s1");
    assertThat(line.at("/context/offset").asText()).isEqualTo("4711");
    assertThat(line.at("/context/logger").asText()).isEqualTo("a.B");
  }

  @Test
  void stackTraceStaysOnTheLine() throws IOException {
    log.error("failed", new IllegalStateException("broken", new IOException("disk")));

    assertThat(only().at("/context/error").asText())
        .contains("IllegalStateException: broken", "Caused by: java.io.IOException: disk");
  }

  @Test
  void nothingInMessageOrKeysIsStillALine() throws IOException {
    log.atInfo().addKeyValue("empty", (Object) null).log((String) null);

    assertThat(only().get("message").isTextual()).isTrue();
  }
}
