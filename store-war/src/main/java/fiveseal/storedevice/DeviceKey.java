package fiveseal.storedevice;

import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.Signer;
import fiveseal.protocol.jws.SigningKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key that a device signs with, which another one may follow while the device works. Of those
 * before it knows the public parts: a message 1 that an old one signed is the device's own.
 */
public class DeviceKey implements Signer {
  private final Map<String, ECPublicKey> own = new ConcurrentHashMap<>();
  private volatile SigningKey now;

  public DeviceKey(SigningKey first) {
    follow(first);
  }

  /** Signs with this one from now on. */
  public final void follow(SigningKey next) {
    knowsToo(next);
    now = next;
  }

  /** It was this device's once. */
  final void knowsToo(SigningKey before) {
    own.put(before.kid(), before.publicKey());
  }

  @Override
  public SigningKey current() {
    return now;
  }

  @Override
  public String kid() {
    return current().kid();
  }

  @Override
  public byte[] sign(byte[] input) {
    return current().sign(input);
  }

  /** All of this device's public keys, valid whenever: it believes itself. */
  KeyRegister register(String storeId) {
    return kid ->
        Optional.ofNullable(own.get(kid))
            .map(
                key ->
                    new KeyRecord(
                        kid,
                        storeId,
                        KeyRole.STORE,
                        key,
                        Instant.MIN,
                        Instant.MAX,
                        Optional.empty()));
  }
}
