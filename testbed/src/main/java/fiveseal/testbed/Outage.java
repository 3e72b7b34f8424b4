package fiveseal.testbed;

/** A server that goes away and comes back. */
interface Outage {

  FaultKind kind();

  /** It happens now. */
  void strike();

  /** What has to be done by hand so that it ends; returns when the mall says that it is ready. */
  void recover();

  /** Whether readers lose power with it, and forget what was in them. */
  boolean readersToo();
}
