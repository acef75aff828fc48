package dev.tailrace.testing.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Listens on nothing, fails or hangs when told to, and leaves a file behind when it is closed. */
public final class SampleServer implements ChildServer {
  static final int PORT = 4711;

  private SampleServer() {}

  public static void main(String[] arguments) {
    ChildMain.run(() -> start(arguments[0]));
  }

  private static SampleServer start(String mode) throws InterruptedException {
    System.out.println("noise on standard output");
    if (mode.equals("fail")) {
      throw new IllegalStateException("the disk is made of cheese");
    }
    if (mode.equals("hang")) {
      Thread.sleep(Long.MAX_VALUE);
    }
    return new SampleServer();
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public void close() throws IOException {
    Files.writeString(Path.of("closed"), "in good order");
  }
}
