package fiveseal.manager.shop;

/** Whether a good is shown and sold. */
public enum GoodState {
  FOR_SALE,
  /** Shown, not sold. */
  SOLD_OUT,
  /** Not shown. */
  WITHDRAWN
}
