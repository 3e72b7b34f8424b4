package fiveseal.manager;

/**
 * Whether a lower store may sell in its mall's shop, and if not, why. A contract is always in
 * force: the first one is made with the registration.
 */
public enum Selling {
  SELLS,
  /** It was invited, and no key of its own was ever certified. */
  NOT_ENROLLED,
  /** No new payments, until somebody resumes it. */
  SUSPENDED,
  /** No new payments, for ever. */
  CLOSED,
  /** Its mall is suspended or closed, and nobody can ask for payments in its name. */
  MALL_STOPPED
}
