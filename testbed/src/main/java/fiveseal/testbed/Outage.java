package fiveseal.testbed;

/** A server that goes away and comes back. */
interface Outage {

  FaultKind kind();

  /** Whether requests can be held before their commits until it strikes. */
  boolean holds();

  /** Whether others pay and load until it strikes, if no request is held. */
  boolean meetsLoad();

  /**
   * Whether it can be had before the requests are sent that shall meet it; what succeeds all the
   * same has not met it. Otherwise it comes while they are under way.
   */
  boolean begins();

  /** It happens now. */
  void strike();

  /** What has to be done by hand so that it ends; returns when the mall says that it is ready. */
  void recover();

  /** Whether readers lose power with it, and forget what was in them. */
  boolean readersToo();
}
