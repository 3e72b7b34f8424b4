package fiveseal.keys;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.jws.Signer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The vault as the node uses it: opened when first needed, and opened again after it failed, so
 * that a token which was away, a lost session or a mended password needs no restart. While it is
 * not open everything fails with {@code unavailable} at once; nobody waits for it.
 *
 * <p>What was open is let go of only when nobody computes with it any more: handles into a token
 * that somebody still used could be those of other keys by then.
 */
final class ReopeningVault implements KeyVault {
  /** After a try in vain; a file costs a second of computing, a token's library may be slow. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(ReopeningVault.class.getName());

  private final Supplier<JcaKeyVault> opener;
  private final Supplier<JcaKeyVault> reader;
  private final Predicate<String> ended;
  private final InstantSource clock;
  private final AtomicReference<JcaKeyVault> open = new AtomicReference<>();
  private final ReentrantLock opening = new ReentrantLock();

  /** Shared by who computes; whole, while a vault is let go of and opened. */
  private final ReentrantReadWriteLock door = new ReentrantReadWriteLock();

  private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.EPOCH);
  private Instant notBefore = Instant.MIN;

  /**
   * @param opener throws {@link VaultException} if it cannot be opened
   * @param reader reads anew what is open, throws the same
   * @param ended whether the key of a kid has ended before its certificate: it signs nothing more
   */
  ReopeningVault(
      Supplier<JcaKeyVault> opener,
      Supplier<JcaKeyVault> reader,
      Predicate<String> ended,
      InstantSource clock) {
    this.opener = opener;
    this.reader = reader;
    this.ended = ended;
    this.clock = clock;
  }

  @Override
  public Signer signer() {
    requireNotEnded(vault -> vault.signer().kid());
    return use(vault -> signer(vault, vault.signer()));
  }

  /** Where the key that serves has ended, another node has made the next one, or has to. */
  private void requireNotEnded(Function<JcaKeyVault, String> serving) {
    if (!ended.test(use(serving))) {
      return;
    }
    lookForMore();
    String kid = use(serving);
    if (ended.test(kid)) {
      LOG.log(Level.ERROR, "The vault''s key {0} has ended, and none follows it", kid);
      throw unavailable();
    }
  }

  /** A signer of the vault that is open, as one that may be lost. */
  Signer signer(JcaKeyVault open, Signer signer) {
    return new LosingSigner(open, signer);
  }

  @Override
  public CardKey cardKey(CardNumber card, int keyVersion) {
    lookForMaster(keyVersion);
    return use(vault -> vault.cardKey(card, keyVersion));
  }

  private void lookForMaster(int keyVersion) {
    if (!use(vault -> vault.hasCardMaster(keyVersion))) {
      lookForMore();
    }
  }

  @Override
  public int cardKeyVersion() {
    return use(KeyVault::cardKeyVersion);
  }

  @Override
  public byte[] cardKeyCheckValue(CardNumber card, int keyVersion) {
    lookForMaster(keyVersion);
    return use(vault -> vault.cardKeyCheckValue(card, keyVersion));
  }

  @Override
  public byte[] masterKeyCheckValue(int keyVersion) {
    lookForMaster(keyVersion);
    return use(vault -> vault.masterKeyCheckValue(keyVersion));
  }

  @Override
  public String personalization(BlankCards cards, Map<String, Object> bureauJwk) {
    lookForMaster(cards.keyVersion());
    return use(vault -> vault.personalization(cards, bureauJwk));
  }

  @Override
  public IssuedCertificate issue(CertificationRequest request, CertificateTerms terms) {
    requireNotEnded(KeyVault::authorityKid);
    return use(vault -> vault.issue(request, terms));
  }

  @Override
  public byte[] revocationList(String authorityKid, RevocationList list) {
    if (ended.test(authorityKid)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "this authority signs nothing any more");
    }
    return use(vault -> vault.revocationList(authorityKid, list));
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
    requireNotEnded(KeyVault::authorityKid);
    return use(KeyVault::authorityKid);
  }

  /** What does not work is opened anew at the next use; so is a vault whose key has ended. */
  @Override
  public boolean usable() {
    try {
      boolean works =
          use(
              vault -> {
                boolean usable = vault.usable();
                if (!usable) {
                  open.compareAndSet(vault, null);
                }
                return usable;
              });
      if (works) {
        requireNotEnded(vault -> vault.signer().kid());
      }
      return works;
    } catch (ProtocolException e) {
      return false;
    }
  }

  /**
   * Another node may have made a key meanwhile. A version that somebody invents must not cost a
   * reading each time.
   */
  private void lookForMore() {
    Instant now = clock.instant();
    Instant last = looked.get();
    if (now.isAfter(last.plus(PAUSE)) && looked.compareAndSet(last, now)) {
      replace(reader);
    }
  }

  /**
   * What is open is other than before. Who computes meanwhile goes on with the keys that were.
   *
   * @throws ProtocolException {@code unavailable} if it fails; then all is as before
   */
  void replace(Supplier<JcaKeyVault> change) {
    use(JcaKeyVault::cardKeyVersion);
    opening.lock();
    try {
      open.set(change.get());
    } catch (VaultException e) {
      LOG.log(Level.ERROR, e.getMessage(), e);
      throw unavailable();
    } finally {
      opening.unlock();
    }
  }

  /**
   * Opens what nobody has opened.
   *
   * @return false if it is open
   * @throws ProtocolException {@code unavailable} if it fails
   */
  boolean openFirst(Supplier<Optional<JcaKeyVault>> maker) {
    opening.lock();
    try {
      return open.get() == null && openedBy(maker);
    } catch (VaultException e) {
      LOG.log(Level.ERROR, e.getMessage(), e);
      throw unavailable();
    } finally {
      opening.unlock();
    }
  }

  private boolean openedBy(Supplier<Optional<JcaKeyVault>> maker) {
    if (!left()) {
      throw unavailable();
    }
    try {
      Optional<JcaKeyVault> made = maker.get();
      made.ifPresent(open::set);
      return made.isPresent();
    } finally {
      door.writeLock().unlock();
    }
  }

  <T> T use(Function<JcaKeyVault, T> use) {
    if (open.get() == null) {
      openAnew();
    }
    if (!door.readLock().tryLock()) {
      throw unavailable();
    }
    try {
      return using(Optional.ofNullable(open.get()).orElseThrow(ReopeningVault::unavailable), use);
    } finally {
      door.readLock().unlock();
    }
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

  private void openAnew() {
    if (!opening.tryLock()) {
      throw unavailable();
    }
    try {
      if (open.get() == null) {
        openOnceLeft();
      }
    } finally {
      opening.unlock();
    }
  }

  private void openOnceLeft() {
    if (clock.instant().isBefore(notBefore) || !left()) {
      throw unavailable();
    }
    try {
      open.set(opened());
    } finally {
      door.writeLock().unlock();
    }
  }

  /** Whether everybody has left by now, and nobody comes in. */
  private boolean left() {
    try {
      return door.writeLock().tryLock(PAUSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JcaKeyVault opened() {
    try {
      JcaKeyVault vault = opener.get();
      LOG.log(Level.INFO, "The vault is open; messages are signed by {0}", vault.signer().kid());
      return vault;
    } catch (VaultException e) {
      notBefore = clock.instant().plus(PAUSE);
      LOG.log(Level.ERROR, e.getMessage(), e);
      throw unavailable();
    }
  }

  static ProtocolException unavailable() {
    return new ProtocolException(ErrorCode.UNAVAILABLE, "the key vault is not open");
  }

  /** Has the kid of the very key that it signs with, or fails, whatever is opened meanwhile. */
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
      return use(now -> in(now).map(same -> same.sign(input)))
          .orElseThrow(ReopeningVault::unavailable);
    }

    /**
     * Nothing if the vault that is open now has another key in its place; it works all the same.
     */
    private Optional<Signer> in(JcaKeyVault now) {
      return now.computesWhere(vault)
          ? Optional.of(signer)
          : Optional.of(now.signer()).filter(other -> other.kid().equals(kid()));
    }
  }
}
