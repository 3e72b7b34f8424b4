package fiveseal.manager;

import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * What is done to stores between their registration and their end. Operators act on all stores, a
 * mall's admin on the mall's lower stores; for everybody else they are not found. Edits name the
 * version that was read: if it is not the newest any more, nothing is changed and the answer is
 * {@code edited-meanwhile}. A closed store is not edited.
 */
@Local
public interface StoreLife {

  /**
   * Registers a mall, an independent or a lower store, and invites it. Operators only.
   *
   * @throws ProtocolException as {@link Stores#register}
   */
  Invitation register(Login by, StoreRegistration registration);

  /**
   * Registers a lower store of the acting admin's mall, and invites it. The operator's fee is the
   * mall's own.
   *
   * @param commissionPerMille 0 … 1000
   */
  Invitation registerLowerStore(Login by, String storeId, String name, int commissionPerMille);

  /** A further one-time token for a store's next key. */
  Invitation invite(Login by, String storeId);

  /**
   * Certifies a key that waits. Operators only.
   *
   * @throws ProtocolException {@code not-found} if no such request waits
   */
  void approveKey(Login by, String storeId, String kid);

  /**
   * Refuses a key that waits. Operators only.
   *
   * @throws ProtocolException {@code not-found} if no such request waits
   */
  void refuseKey(Login by, String storeId, String kid);

  /** From now on the key signs nothing that is accepted. */
  void revokeKey(Login by, String storeId, String kid);

  /**
   * Makes a contract to come.
   *
   * @throws ProtocolException {@code message-refused} for terms that cannot be, a time that is too
   *     near, or another fee if a mall's admin makes it
   */
  void changeContract(Login by, StoreVersion read, ContractTerms terms);

  /** Gives another name; payments asked for before are shown under the old one. */
  void rename(Login by, StoreVersion read, String name);

  /** From now on nobody asks for payments to it. */
  void suspend(Login by, StoreVersion read, String reason);

  /**
   * Ends a suspension.
   *
   * @throws ProtocolException {@code message-refused} if the operator suspended it, and a mall's
   *     admin resumes it
   */
  void resume(Login by, StoreVersion read, String reason);

  /**
   * Closes it for ever. What it owes stays on its account.
   *
   * @param acknowledged the balances below zero that whoever closes it has seen and accepts
   * @throws ProtocolException {@code message-refused} if it owes more than was acknowledged, or is
   *     a mall with lower stores that are not closed
   */
  void close(Login by, StoreVersion read, String reason, List<StoreBalance> acknowledged);
}
