package dev.tailrace.testing.child;

import java.nio.file.Path;

/** Starts a child, tells its process id, and waits to be killed. */
public final class SampleParent {
  private SampleParent() {}

  public static void main(String[] arguments) throws InterruptedException {
    ChildJvm child = ChildJvm.start(Samples.spec(Path.of(arguments[0]), "serve"));
    System.out.println(child.process().pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
