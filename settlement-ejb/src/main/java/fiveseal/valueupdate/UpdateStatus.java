package fiveseal.valueupdate;

/** Where a value update stands (protocol section 3, "Value update"). */
public enum UpdateStatus {
  /** No command open. */
  REQUESTED,
  /** Message 5 has left. */
  ISSUED,
  DONE,
  DECLINED,
  /** Only the card knows. */
  IN_DOUBT,
  CANCELLED;

  /** Whether nothing can happen any more that changes the card. */
  public boolean isFinal() {
    return this == DONE || this == DECLINED || this == CANCELLED;
  }
}
