package fiveseal.keys;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/**
 * BouncyCastle's computing, which fails when it is told to and in the ways in which a token does:
 * its session is lost, it was removed, it knows the key no more.
 */
final class FaultyProvider extends Provider {
  @Serial private static final long serialVersionUID = 1L;

  /** How a call into the token fails. */
  enum Fault {
    REMOVED {
      @Override
      void strike() {
        throw new ProviderException("Token has been removed");
      }
    },
    SESSION_LOST {
      @Override
      void strike() {
        throw new ProviderException(new GeneralSecurityException("CKR_SESSION_HANDLE_INVALID"));
      }
    },
    KEY_UNKNOWN {
      @Override
      void strike() throws InvalidKeyException {
        throw new InvalidKeyException("CKR_KEY_HANDLE_INVALID");
      }
    };

    abstract void strike() throws InvalidKeyException;
  }

  private final transient AtomicReference<Fault> fault = new AtomicReference<>();
  private final transient AtomicInteger callsBefore = new AtomicInteger();

  FaultyProvider() {
    super("Faulty", "1", "computes, until it does not");
    for (String algorithm : List.of("SHA256withPLAIN-ECDSA", "SHA256withECDSA")) {
      put(new Computing(this, "Signature", algorithm));
    }
    put(new Computing(this, "Mac", "HmacSHA256"));
  }

  private void put(Service service) {
    putService(service);
  }

  /** From then on, after so many more calls, every one fails. */
  void failAfter(int calls, Fault by) {
    callsBefore.set(calls);
    fault.set(by);
  }

  /** All is well again. */
  void mend() {
    fault.set(null);
  }

  private void call() throws InvalidKeyException {
    Fault by = fault.get();
    if (by != null && callsBefore.getAndDecrement() <= 0) {
      by.strike();
    }
  }

  /** The same where no key may be found wrong any more. */
  private void callWithKey() {
    try {
      call();
    } catch (InvalidKeyException e) {
      throw new ProviderException(e);
    }
  }

  private static final class Computing extends Service {
    private final FaultyProvider provider;

    Computing(FaultyProvider provider, String type, String algorithm) {
      super(provider, type, algorithm, Computing.class.getName(), null, null);
      this.provider = provider;
    }

    @Override
    public Object newInstance(Object parameter) {
      try {
        return getType().equals("Mac")
            ? new FaultyMac(provider, Mac.getInstance(getAlgorithm(), BouncyCastle.PROVIDER))
            : new FaultySignature(
                provider, Signature.getInstance(getAlgorithm(), BouncyCastle.PROVIDER));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class FaultyMac extends MacSpi {
    private final FaultyProvider provider;
    private final Mac mac;

    FaultyMac(FaultyProvider provider, Mac mac) {
      this.provider = provider;
      this.mac = mac;
    }

    @Override
    protected int engineGetMacLength() {
      return mac.getMacLength();
    }

    @Override
    protected void engineInit(Key key, AlgorithmParameterSpec parameters)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      provider.call();
      mac.init(key, parameters);
    }

    @Override
    protected void engineUpdate(byte input) {
      provider.callWithKey();
      mac.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      provider.callWithKey();
      mac.update(input, offset, length);
    }

    @Override
    protected byte[] engineDoFinal() {
      provider.callWithKey();
      return mac.doFinal();
    }

    @Override
    protected void engineReset() {
      mac.reset();
    }
  }

  @SuppressWarnings("deprecation") // an SPI must have its methods for parameters by name
  private static final class FaultySignature extends SignatureSpi {
    private final FaultyProvider provider;
    private final Signature signature;

    FaultySignature(FaultyProvider provider, Signature signature) {
      this.provider = provider;
      this.signature = signature;
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      provider.call();
      signature.initVerify(key);
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      provider.call();
      signature.initSign(key);
    }

    @Override
    protected void engineUpdate(byte input) throws SignatureException {
      provider.callWithKey();
      signature.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) throws SignatureException {
      provider.callWithKey();
      signature.update(input, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      provider.callWithKey();
      return signature.sign();
    }

    @Override
    protected boolean engineVerify(byte[] bytes) throws SignatureException {
      provider.callWithKey();
      return signature.verify(bytes);
    }

    @Override
    protected void engineSetParameter(String name, Object value) {
      throw new InvalidParameterException(name);
    }

    @Override
    protected Object engineGetParameter(String name) {
      throw new InvalidParameterException(name);
    }
  }
}
