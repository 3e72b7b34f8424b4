package fiveseal.manager;

/**
 * How many wait, by age; the four add up to all of them.
 *
 * @param underHour less than an hour
 * @param underDay an hour or more, less than 24
 * @param underThreeDays 24 hours or more, less than three days
 * @param older three days or more
 */
public record AgeCounts(long underHour, long underDay, long underThreeDays, long older) {}
