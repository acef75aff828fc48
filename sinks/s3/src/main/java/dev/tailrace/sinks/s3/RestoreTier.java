package dev.tailrace.sinks.s3;

import software.amazon.awssdk.services.s3.model.Tier;

/** How fast, and how dear, an object comes back from Glacier. */
public enum RestoreTier {
  /** Within 3 to 5 hours; from Deep Archive within 12. */
  STANDARD(Tier.STANDARD),
  /** Within 5 to 12 hours; from Deep Archive within 48. The cheapest. */
  BULK(Tier.BULK),
  /** Within minutes, and the dearest; not from Deep Archive. */
  EXPEDITED(Tier.EXPEDITED);

  private final Tier tier;

  RestoreTier(Tier tier) {
    this.tier = tier;
  }

  Tier tier() {
    return tier;
  }
}
