package fiveseal.keys;

import fiveseal.protocol.jws.Signer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Changes the keys in the vault that the node has open. */
final class VaultCustodian implements KeyCustodian {
  private static final Logger LOG = System.getLogger(VaultCustodian.class.getName());

  private final ReopeningVault vault;
  private final VaultOpener opener;

  VaultCustodian(ReopeningVault vault, VaultOpener opener) {
    this.vault = vault;
    this.opener = opener;
  }

  @Override
  public Signer authority(String kid) {
    return vault.use(open -> vault.signer(open, open.authority(kid)));
  }

  @Override
  public Signer predecessor(String kid) {
    return vault.use(open -> vault.signer(open, open.predecessor(kid)));
  }

  @Override
  public boolean makeFirst() {
    return vault.openFirst(opener::make);
  }

  @Override
  public List<VaultKey> inventory() {
    return vault.use(JcaKeyVault::inventory);
  }

  @Override
  public void addSigning(Instant from) {
    change(
        entries -> {
          entries.addSigning(opener.operator(), notBefore(from));
          return true;
        });
  }

  @Override
  public void addAuthority(Instant from, boolean byItself) {
    change(
        entries -> {
          entries.addAuthority(opener.operator(), notBefore(from), byItself);
          return true;
        });
  }

  @Override
  public void addCardMaster(int given) {
    change(
        entries -> {
          entries.addCardMaster(given);
          return true;
        });
  }

  private static Instant notBefore(Instant from) {
    return from.minus(CertifiedKey.HEAD_START).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public boolean destroy(KeyKind kind, int number) {
    boolean[] destroyed = new boolean[1];
    change(entries -> destroyed[0] = entries.remove(kind, number));
    return destroyed[0];
  }

  @Override
  public void reread() {
    change(entries -> false);
  }

  private void change(VaultChange change) {
    vault.replace(() -> opener.change(change));
  }

  @Override
  public byte[] backup(char[] password) {
    try {
      return opener.backup(password);
    } catch (VaultException e) {
      LOG.log(Level.ERROR, e.getMessage(), e);
      throw ReopeningVault.unavailable();
    }
  }
}
