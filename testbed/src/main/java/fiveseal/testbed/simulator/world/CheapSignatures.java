package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.jws.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Stands in for ES256, of which a simulation would make little else: 32 random bytes and a digest
 * over them, the key's secret and what is signed. As with ECDSA, signing the same twice gives two
 * signatures.
 */
public final class CheapSignatures {
  private static final int HALF = 32;

  private CheapSignatures() {}

  /** A thumbprint-like id of the key with this name. */
  public static String kid(String name) {
    return Base64Url.encode(Digests.sha256("key of " + name));
  }

  static Signer signer(String name, Chance chance) {
    String kid = kid(name);
    return new Signer() {
      @Override
      public String kid() {
        return kid;
      }

      @Override
      public byte[] sign(byte[] input) {
        byte[] first = chance.bytes(HALF);
        return ByteBuffer.allocate(2 * HALF).put(first).put(second(kid, first, input)).array();
      }
    };
  }

  /** Whether the key with this id signed. */
  public static boolean verifies(String kid, byte[] input, byte[] signature) {
    if (signature.length != 2 * HALF) {
      return false;
    }
    byte[] first = Arrays.copyOf(signature, HALF);
    return Arrays.equals(second(kid, first, input), Arrays.copyOfRange(signature, HALF, 2 * HALF));
  }

  private static byte[] second(String kid, byte[] first, byte[] input) {
    byte[] secret = kid.getBytes(StandardCharsets.US_ASCII);
    return Digests.sha256(
        ByteBuffer.allocate(secret.length + first.length + input.length)
            .put(secret)
            .put(first)
            .put(input)
            .array());
  }
}
