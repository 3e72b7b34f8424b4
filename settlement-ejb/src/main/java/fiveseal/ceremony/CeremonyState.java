package fiveseal.ceremony;

/** How far a ceremony is. */
enum CeremonyState {
  /** By one operator; nothing has happened. */
  PROPOSED,
  /** By another; it is being carried out. */
  APPROVED,
  /** The record of it is signed. */
  DONE
}
