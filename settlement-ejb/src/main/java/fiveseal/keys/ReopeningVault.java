package fiveseal.keys;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.jws.Signer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The vault as the node uses it: opened when first needed, and opened again after it failed, so
 * that a token which was away, a lost session or a mended password needs no restart. While it is
 * not open everything fails with {@code unavailable} at once; nobody waits for it.
 */
final class ReopeningVault implements Vault {
  /** After a try in vain; a file costs a second of computing, a token's library may be slow. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(ReopeningVault.class.getName());

  private final VaultOpener opener;
  private final InstantSource clock;
  private final AtomicReference<JcaKeyVault> open = new AtomicReference<>();
  private final ReentrantLock opening = new ReentrantLock();
  private final AtomicReference<Instant> reread = new AtomicReference<>(Instant.EPOCH);
  private Instant notBefore = Instant.MIN;

  ReopeningVault(VaultOpener opener, InstantSource clock) {
    this.opener = opener;
    this.clock = clock;
  }

  @Override
  public Signer signer() {
    return use(vault -> new LosingSigner(vault, vault.signer()));
  }

  @Override
  public CardKey cardKey(CardNumber card, int keyVersion) {
    if (!use(vault -> vault.hasCardMaster(keyVersion)) && mayReread()) {
      // Another node may have made it meanwhile.
      reread();
    }
    return use(vault -> vault.cardKey(card, keyVersion));
  }

  @Override
  public int cardKeyVersion() {
    return use(KeyVault::cardKeyVersion);
  }

  @Override
  public String personalization(
      CardNumber card,
      String currency,
      long balanceLimit,
      long amountLimit,
      int keyVersion,
      Map<String, Object> bureauJwk) {
    return use(
        vault ->
            vault.personalization(
                card, currency, balanceLimit, amountLimit, keyVersion, bureauJwk));
  }

  @Override
  public X509Certificate issue(
      CertificationRequest request, String commonName, Instant from, Instant notAfter) {
    return use(vault -> vault.issue(request, commonName, from, notAfter));
  }

  @Override
  public byte[] codeSecret(byte[] salt) {
    return use(vault -> vault.codeSecret(salt));
  }

  @Override
  public List<ManagerCertificate> certificates() {
    return use(KeyVault::certificates);
  }

  @Override
  public String authorityKid() {
    return use(KeyVault::authorityKid);
  }

  @Override
  public Signer authority() {
    return use(vault -> new LosingSigner(vault, vault.authority()));
  }

  @Override
  public Signer predecessor(String kid) {
    return use(vault -> new LosingSigner(vault, vault.predecessor(kid)));
  }

  @Override
  public boolean makeFirst() {
    opening.lock();
    try {
      if (open.get() != null) {
        return false;
      }
      Optional<JcaKeyVault> made = opener.make();
      made.ifPresent(open::set);
      return made.isPresent();
    } catch (VaultException e) {
      throw unavailable(e);
    } finally {
      opening.unlock();
    }
  }

  @Override
  public List<VaultKey> inventory() {
    return use(JcaKeyVault::inventory);
  }

  @Override
  public void add(KeyKind kind, Instant from, boolean byItself) {
    Instant notBefore = from.minus(CertifiedKey.HEAD_START).truncatedTo(ChronoUnit.SECONDS);
    change(
        entries -> {
          switch (kind) {
            case SIGNING -> entries.addSigning(opener.operator(), notBefore);
            case AUTHORITY -> entries.addAuthority(opener.operator(), notBefore, byItself);
            case CARD_MASTER -> entries.addCardMaster();
          }
          return true;
        });
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

  @Override
  public byte[] backup(char[] password) {
    try {
      return opener.backup(password);
    } catch (VaultException e) {
      throw unavailable(e);
    }
  }

  /** Who uses the keys meanwhile goes on with those that were. */
  private void change(VaultChange change) {
    opening.lock();
    try {
      use(JcaKeyVault::cardKeyVersion);
      open.set(opener.change(change));
    } catch (VaultException e) {
      throw unavailable(e);
    } finally {
      opening.unlock();
    }
  }

  private static ProtocolException unavailable(VaultException e) {
    LOG.log(Level.ERROR, e.getMessage(), e);
    return unavailable();
  }

  /** What does not work is opened anew at the next use; so is a vault whose key has ended. */
  @Override
  public boolean usable() {
    try {
      return use(
          vault -> {
            boolean usable = vault.usable();
            if (!usable) {
              open.compareAndSet(vault, null);
            }
            return usable;
          });
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** What is invented by whoever asks must not cost a key derivation each time. */
  private boolean mayReread() {
    Instant now = clock.instant();
    Instant last = reread.get();
    return now.isAfter(last.plus(PAUSE)) && reread.compareAndSet(last, now);
  }

  private <T> T use(Function<JcaKeyVault, T> use) {
    JcaKeyVault vault = open.get();
    return using(vault == null ? reopened() : vault, use);
  }

  private <T> T using(JcaKeyVault vault, Function<JcaKeyVault, T> use) {
    try {
      return use.apply(vault);
    } catch (ProtocolException e) {
      if (e.code() == ErrorCode.UNAVAILABLE) {
        open.compareAndSet(vault, null);
      }
      throw e;
    }
  }

  private JcaKeyVault reopened() {
    if (!opening.tryLock()) {
      throw unavailable();
    }
    try {
      JcaKeyVault vault = open.get();
      if (vault == null) {
        vault = reopen();
        open.set(vault);
      }
      return vault;
    } finally {
      opening.unlock();
    }
  }

  private JcaKeyVault reopen() {
    if (clock.instant().isBefore(notBefore)) {
      throw unavailable();
    }
    try {
      JcaKeyVault vault = opener.open();
      LOG.log(Level.INFO, "The vault is open; messages are signed by {0}", vault.signer().kid());
      return vault;
    } catch (VaultException e) {
      notBefore = clock.instant().plus(PAUSE);
      LOG.log(Level.ERROR, e.getMessage(), e);
      throw unavailable();
    }
  }

  private static ProtocolException unavailable() {
    return new ProtocolException(ErrorCode.UNAVAILABLE, "the key vault is not open");
  }

  /** Has the kid of the very key that it signs with, whatever is opened meanwhile. */
  private final class LosingSigner implements Signer {
    private final JcaKeyVault vault;
    private final Signer signer;

    LosingSigner(JcaKeyVault vault, Signer signer) {
      this.vault = vault;
      this.signer = signer;
    }

    @Override
    public String kid() {
      return signer.kid();
    }

    @Override
    public byte[] sign(byte[] input) {
      return using(vault, any -> signer.sign(input));
    }
  }
}
