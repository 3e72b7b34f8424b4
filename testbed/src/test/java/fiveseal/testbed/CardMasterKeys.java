package fiveseal.testbed;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardKeyDerivation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import javax.crypto.Mac;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The card master keys of a vault file, for who has its password: a test that plays the operator.
 */
record CardMasterKeys(Path vault, char[] password) {

  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final String ALIAS = "card-master-";
  private static final String MAC = "HmacSHA256";

  static CardMasterKeys of(RunFolder folder) {
    return new CardMasterKeys(
        folder.vault().resolve("vault.bcfks"),
        TestFolder.secrets(folder).of("vault").toCharArray());
  }

  /** A card's own key under a version, as a thief of the master key would have it. */
  CardKey cardKey(String cardNumber, int version) throws GeneralSecurityException, IOException {
    Key master = open().getKey(ALIAS + version, password);
    Mac mac = Mac.getInstance(MAC, PROVIDER);
    mac.init(master);
    return CardKey.of(
        CardKeyDerivation.cardKey(
            mac.doFinal(CardKeyDerivation.input(new CardNumber(cardNumber), version))));
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
    try (InputStream in = Files.newInputStream(vault)) {
      store.load(in, password);
    }
    return store;
  }
}
