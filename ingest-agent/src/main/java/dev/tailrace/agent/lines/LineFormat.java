package dev.tailrace.agent.lines;

/** What is around the lines of a file. */
public enum LineFormat {
  /** Nothing. */
  PLAIN,
  /** The frames of Kubernetes' container runtime interface. */
  CRI,
  /** The frames of Docker's json-file driver. */
  DOCKER,
  /** Either of the two, told apart line by line. */
  CONTAINER;

  /** Whether lines lie in the frames of a container runtime. */
  public boolean container() {
    return this != PLAIN;
  }
}
