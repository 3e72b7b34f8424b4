package fiveseal.manager;

import jakarta.ejb.Local;
import java.time.Instant;
import java.time.ZoneId;

/** What happened lately, counted from roll-ups. */
@Local
public interface Overviews {

  /**
   * The last 24 hours by hour and the last 30 days by day, up to now.
   *
   * @param zone whose days; in a zone that is not whole hours from UTC a day begins with the first
   *     whole hour after midnight
   */
  Overview overview(Tenant tenant, ZoneId zone);

  /** How far the roll-up has come: what was committed before is counted. */
  Instant countedAt();
}
