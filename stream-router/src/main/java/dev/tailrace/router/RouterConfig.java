package dev.tailrace.router;

import static java.util.Objects.requireNonNullElse;

/**
 * How the router routes.
 *
 * @param live what is copied to the live tail; {@link LivePolicy#ALL} where it is not given
 */
public record RouterConfig(LivePolicy live) {
  public RouterConfig {
    live = requireNonNullElse(live, LivePolicy.ALL);
  }
}
