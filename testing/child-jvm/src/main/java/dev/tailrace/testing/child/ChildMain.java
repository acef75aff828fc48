package dev.tailrace.testing.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The child's side of {@link ChildJvm}: starts a server, announces its port on standard output, and
 * closes it when standard input ends, which the kernel sees to even when the parent is killed.
 */
public final class ChildMain {
  /** Begins the one line that standard output ever carries. */
  static final String READY = "READY ";

  static final int CLOSE_SECONDS = 30;

  private ChildMain() {}

  /** Runs the server until the parent closes the pipe; ends the JVM and so never returns. */
  public static void run(ChildServer.Starter starter) {
    PrintStream parent = System.out;
    System.setOut(System.err);
    ignoreInterrupts();
    CountDownLatch parentGone = new CountDownLatch(1);
    watch(System.in, parentGone);
    System.exit(serve(starter, parent, parentGone));
  }

  private static int serve(
      ChildServer.Starter starter, PrintStream parent, CountDownLatch parentGone) {
    try (ChildServer server = starter.start()) {
      parent.println(READY + server.port());
      parent.flush();
      parentGone.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (Throwable e) { // an Error, such as a missing class, has to reach the log as well
      e.printStackTrace();
      return 1;
    }
  }

  private static void watch(InputStream pipe, CountDownLatch parentGone) {
    Thread watcher =
        new Thread(
            () -> {
              awaitEnd(pipe);
              parentGone.countDown();
              haltUnlessClosed();
            },
            "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void awaitEnd(InputStream pipe) {
    try {
      while (pipe.read() >= 0) {
        // nothing is ever sent; only the end has a meaning
      }
    } catch (IOException e) {
      System.err.println("The pipe of the parent broke: " + e);
    }
  }

  /** The last resort: a daemon thread, which an orderly exit simply cuts short. */
  private static void haltUnlessClosed() {
    try {
      TimeUnit.SECONDS.sleep(CLOSE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("Not closed within " + CLOSE_SECONDS + " s of the parent's end: halting");
    Runtime.getRuntime().halt(2);
  }

  /**
   * Leaves Ctrl-C to the parent, which still needs this server to end in good order. A terminal
   * sends it to all. By reflection, as the compiler warns of the class that the JDK has for it.
   */
  private static void ignoreInterrupts() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object ignore = handler.getField("SIG_IGN").get(null);
      handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), ignore);
    } catch (ReflectiveOperationException e) {
      System.err.println("Interrupts are not ignored on this platform: " + e);
    }
  }
}
