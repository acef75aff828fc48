package dev.tailrace.platform.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not come to the end of its headers in time. A byte now
 * and then keeps an idle timeout from expiring; this looks at whole requests.
 */
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {
  private static final long CHECK_MILLIS = 250;

  /** Guarded by itself. */
  private static final class Progress {
    private int handling;
    private long bytesBefore;
    private long since;

    private Progress(long now) {
      since = now;
    }

    private synchronized void begin() {
      handling++;
    }

    private synchronized void end(long bytes) {
      handling--;
      bytesBefore = bytes;
      since = 0;
    }

    /** Whether the headers that are coming in have taken too long. */
    private synchronized boolean late(long bytes, long now, long allowed) {
      if (handling > 0 || (since == 0 && bytes <= bytesBefore)) {
        return false;
      }
      if (since == 0) {
        since = now;
      }
      return now - since > allowed;
    }
  }

  private final long allowed;
  private final Map<Connection, Progress> waiting = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  HeaderDeadline(Handler handler, Duration allowed) {
    super(handler);
    this.allowed = allowed.toNanos();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    stopped = false;
    checkLater();
  }

  @Override
  protected void doStop() throws Exception {
    stopped = true;
    super.doStop();
  }

  private void checkLater() {
    Scheduler.Task unused =
        getServer().getScheduler().schedule(this::check, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void check() {
    long now = System.nanoTime();
    waiting.forEach(
        (connection, progress) -> {
          if (progress.late(connection.getBytesIn(), now, allowed)) {
            connection.getEndPoint().close();
          }
        });
    if (!stopped) {
      checkLater();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    waiting.put(connection, new Progress(System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Progress progress = waiting.get(connection);
    if (progress != null) {
      progress.begin();
      Request.addCompletionListener(request, failure -> progress.end(connection.getBytesIn()));
    }
    return super.handle(request, response, callback);
  }
}
