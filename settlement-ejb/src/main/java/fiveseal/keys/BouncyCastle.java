package fiveseal.keys;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The provider, held and passed instead of registered: nothing else in the server changes by it,
 * and a redeployment leaves nothing behind.
 */
final class BouncyCastle {
  static final Provider PROVIDER = new BouncyCastleProvider();

  private BouncyCastle() {}
}
