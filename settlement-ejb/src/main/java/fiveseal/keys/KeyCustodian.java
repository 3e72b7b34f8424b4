package fiveseal.keys;

import fiveseal.protocol.jws.Signer;
import java.time.Instant;
import java.util.List;

/**
 * What is done to the keys in the vault, as against with them: for ceremonies. Whatever the vault
 * cannot do now fails with {@code unavailable}, a {@link fiveseal.protocol.ProtocolException}.
 */
public interface KeyCustodian {

  /** Signs with the authority's key: of messages, who succeeds the manager's key. */
  Signer authority();

  /**
   * Signs with an older signing key, which does that once more: to say who succeeds it.
   *
   * @param kid of a signing key in the vault
   */
  Signer predecessor(String kid);

  /**
   * Makes the first key of each kind.
   *
   * @return false if there are keys already
   */
  boolean makeFirst();

  /** All keys that are succeeded by further ones, by kind and number. */
  List<VaultKey> inventory();

  /**
   * Makes the next key of a kind inside the vault. A signing key or an authority takes over at
   * {@code from}; from a card master key on, cards get keys of its version.
   *
   * @param byItself an authority that the one before does not vouch for
   */
  void add(KeyKind kind, Instant from, boolean byItself);

  /**
   * Destroys a secret key for good, the newest of its kind excepted. What it signed stays
   * verifiable; what depends on a destroyed card master key is lost.
   *
   * @return false if the vault has no such key
   */
  boolean destroy(KeyKind kind, int number);

  /** Reads the vault anew, after another node changed it. Whatever is under way goes on. */
  void reread();

  /**
   * The vault's content as a BCFKS file under another password.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} if the keys are in a token,
   *     which they never leave
   */
  byte[] backup(char[] password);
}
