package dev.tailrace.agent.http.lines;

/** Why a request is not accepted. Carries nothing of its content. */
public final class Refused extends Exception {
  private final int status;
  private final String remedy;
  private final int retryAfterSeconds;

  private Refused(int status, String error, String remedy, int retryAfterSeconds) {
    super(error, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.status = status;
    this.remedy = remedy;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * @param status of the HTTP answer, from 400
   * @param error what is wrong, in words
   * @param remedy what to do about it
   */
  public static Refused with(int status, String error, String remedy) {
    return new Refused(status, error, remedy, 0);
  }

  /** The body is not what it should be. */
  public static Refused malformed(String error) {
    return new Refused(400, error, "correct the body; sending it again as it is will not help", 0);
  }

  /** The body, or what it expands to, is larger than this server takes. */
  public static Refused tooLarge(String error) {
    return new Refused(413, error, "send less in one request", 0);
  }

  /** The same request may be accepted later. */
  public static Refused later(int status, String error, int seconds) {
    return new Refused(status, error, "send it again later", seconds);
  }

  public int status() {
    return status;
  }

  public String error() {
    return String.valueOf(getMessage());
  }

  public String remedy() {
    return remedy;
  }

  /** After how many seconds to try again; 0 if trying again does not help. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
