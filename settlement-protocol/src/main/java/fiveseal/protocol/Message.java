package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * The payload of a signed message. Each record tells its members in the order in which we write
 * them; whoever reads accepts any order. Times are seconds UTC.
 */
public sealed interface Message
    permits Expiring, SettlementCompletion, SettlementReceipt, KeySuccession, KeyCeremonyRecord {

  /** Who made it: the owner of the signing key. */
  String iss();

  /** When it was made. */
  long iat();

  /** For whom: exactly these, in this order; nobody where it is for whoever verifies. */
  List<String> audience();

  /** The JSON members. */
  Map<String, Object> members();
}
