package dev.tailrace.local;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * Sends this process's log to a file, so that the terminal is left to what a person wants to see.
 */
public final class LogFile {
  private LogFile() {}

  /**
   * From now on everything is logged to this file, which rolls at 20 MB.
   *
   * @throws IOException if its folder cannot be made
   */
  public static void use(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("LOG_FILE", file.toAbsolutePath().toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL settings = Objects.requireNonNull(LogFile.class.getResource("logback-file.xml"));
    try {
      configurator.doConfigure(settings);
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
  }
}
