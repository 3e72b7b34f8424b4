package fiveseal.manager;

/**
 * @param token serves one enrolment; stored hashed
 */
public record Invitation(String storeId, String token) {}
