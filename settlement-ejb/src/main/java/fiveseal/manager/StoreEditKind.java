package fiveseal.manager;

/** What somebody did to a store after its registration. */
public enum StoreEditKind {
  CONTRACT,
  RENAMED,
  SUSPENDED,
  RESUMED,
  CLOSED
}
