package fiveseal.keys;

import fiveseal.protocol.jws.Signer;
import java.time.Instant;
import java.util.List;

/**
 * What is done to the keys in the vault, as against with them: for ceremonies. Whatever the vault
 * cannot do now fails with {@code unavailable}, a {@link fiveseal.protocol.ProtocolException}.
 */
public interface KeyCustodian {

  /**
   * Signs with an authority's key: of messages, who succeeds the manager's key.
   *
   * @param kid of an authority in the vault
   */
  Signer authority(String kid);

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
   * Makes the next signing key inside the vault, certified by the authority that serves then.
   *
   * @param from when it takes over
   */
  void addSigning(Instant from);

  /**
   * Makes the next authority inside the vault.
   *
   * @param from when it takes over
   * @param byItself whether the one before does not vouch for it
   */
  void addAuthority(Instant from, boolean byItself);

  /**
   * Makes the next card master key inside the vault: from now on, cards get keys of its version.
   *
   * @param given the highest version that was ever given, which another key does not get
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} if that was the last one
   */
  void addCardMaster(int given);

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
