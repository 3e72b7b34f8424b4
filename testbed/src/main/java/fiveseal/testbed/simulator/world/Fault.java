package fiveseal.testbed.simulator.world;

/** What can go wrong, as the table of faults names it. */
public enum Fault {
  REQUEST_LOST,
  ANSWER_LOST,
  TWICE,
  LATE,
  SERVER_KILLED,
  DATABASE_KILLED,
  TORN_BEFORE,
  TORN_AFTER,
  STORE_DOWN,
  CLOCK_OFF,
  DISK_FULL,
  VAULT_AWAY
}
