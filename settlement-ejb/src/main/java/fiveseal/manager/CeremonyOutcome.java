package fiveseal.manager;

import java.util.Optional;

/**
 * What came of an approval.
 *
 * @param backup of a BACKUP; it is handed out this once
 */
public record CeremonyOutcome(KeyCeremony ceremony, Optional<KeyBackup> backup) {}
