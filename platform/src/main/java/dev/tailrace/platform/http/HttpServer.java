package dev.tailrace.platform.http;

import java.io.IOException;
import java.net.BindException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A small HTTP/1.1 server around one handler. */
public final class HttpServer implements AutoCloseable {
  private static final long STOP_MILLIS = 5_000;

  /** A connection without a request is not waited for. */
  private static final long STOP_IDLE_MILLIS = 100;

  private final String name;
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param name names the threads and the error when the port is taken
   * @param host the address to listen on
   * @param port the port; 0 for a free one
   * @param handler answers every request
   */
  public HttpServer(String name, String host, int port, Handler handler) {
    this(name, host, port, handler, HttpLimits.TRUSTED);
  }

  /** The same, with other limits. */
  public HttpServer(String name, String host, int port, Handler handler, HttpLimits limits) {
    this.name = name;
    QueuedThreadPool threads = new QueuedThreadPool(32, 4);
    threads.setName(name);
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(limits.headerBytes());
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
    connector.setIdleTimeout(limits.idle().toMillis());
    HeaderDeadline deadline = new HeaderDeadline(handler, limits.headerDeadline());
    connector.addBean(deadline);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.addConnector(connector);
    server.setHandler(deadline);
    server.setStopTimeout(STOP_MILLIS);
  }

  /**
   * Starts to listen.
   *
   * @throws IOException if the port is taken; the message names it
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
      String reason = taken ? "the port is in use" : e.getMessage();
      throw new IOException(
          name
              + " cannot listen on "
              + connector.getHost()
              + ":"
              + connector.getPort()
              + ": "
              + reason,
          e);
    }
  }

  /** The port it listens on; the chosen one if it was 0. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(name + " did not stop", e);
    }
  }
}
