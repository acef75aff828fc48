package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.StructuredLogger;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The logs of all services. Used by one thread. */
final class ServiceLogs implements Closeable {
  private final Map<Service, LineFile> files = new EnumMap<>(Service.class);
  private final Map<Service, StructuredLogger> loggers = new EnumMap<>(Service.class);
  private final Books books;

  ServiceLogs(SimulatorConfig config, Books books) throws IOException {
    this.books = books;
    Path folder = Files.createDirectories(config.directory().resolve(WrittenFiles.SERVICES));
    for (Service service : Service.values()) {
      Path path = folder.resolve(service.fileName() + ".log");
      LineFile file = new LineFile(path, config.rotateBytes());
      files.put(service, file);
      loggers.put(service, logger(service, file));
    }
  }

  private StructuredLogger logger(Service service, LineFile file) {
    return new StructuredLogger(
        service.serviceName(), Clock.systemUTC(), line -> write(service, file, line));
  }

  private void write(Service service, LineFile file, byte[] line) {
    try {
      file.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    books.lines(service.fileName(), 1);
  }

  StructuredLogger of(Service service) {
    return Objects.requireNonNull(loggers.get(service));
  }

  void flush() throws IOException {
    for (LineFile file : files.values()) {
      file.flush();
    }
  }

  @Override
  public void close() throws IOException {
    for (LineFile file : files.values()) {
      file.close();
    }
  }
}
