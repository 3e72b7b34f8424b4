package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The ledger, for operators and auditors; whoever else asks is told {@code not-found}. None of it
 * adds up the whole ledger: balances are the newest snapshot and what was posted since.
 */
@Local
public interface Books {

  /** By currency and kind of account. */
  List<TrialBalance> trialBalances(Login login);

  /** By currency: where the money is that was loaded. */
  List<FloatReport> floats(Login login);

  /**
   * The accounts of a kind by owner, by keyset; of cards by number, which is shown masked.
   *
   * @param owner begin with this owner; not for cards
   * @param after the number of an account: only those behind it
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException {@code message-malformed} for an unknown kind
   */
  AccountPage accounts(
      Login login, String kind, Optional<String> owner, OptionalLong after, int limit);

  /**
   * A page of an account's statement, newest first.
   *
   * @param period of posting
   * @param after the number of a transfer: only those before it
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if there is no such account
   */
  AccountStatement statement(
      Login login, long accountId, Period period, OptionalLong after, int limit);
}
