package fiveseal.cardsim;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fiveseal.manager.CardIssuing;
import fiveseal.manager.Personalization;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.PersonalizeCommand;
import fiveseal.protocol.card.SelectCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Makes purses of blank cards, as a bureau does: the manager registers the card and sends its key
 * encrypted to the bureau's own P-256 key (JWE, RFC 7516), which never leaves the simulator.
 */
final class Bureau {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final String KEY_FILE = "bureau.key";

  private final ECKey key;
  private final CardImages images;

  private Bureau(ECKey key, CardImages images) {
    this.key = key;
    this.images = images;
  }

  /** With the key that was made at the first start. */
  static Bureau open(SealedDirectory directory, CardImages images) throws IOException {
    byte[] stored = directory.read(KEY_FILE).orElse(null);
    if (stored != null) {
      try {
        return new Bureau(ECKey.parse(new String(stored, StandardCharsets.UTF_8)), images);
      } catch (ParseException e) {
        throw new IOException(KEY_FILE + " is damaged", e);
      }
    }
    ECKey made = newKey();
    directory.write(KEY_FILE, made.toJSONString().getBytes(StandardCharsets.UTF_8));
    return new Bureau(made, images);
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).provider(PROVIDER).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no P-256 key can be made", e);
    }
  }

  /** {@code kty}, {@code crv}, {@code x}, {@code y}. */
  Map<String, Object> publicJwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "EC");
    jwk.put("crv", "P-256");
    jwk.put("x", key.getX().toString());
    jwk.put("y", key.getY().toString());
    return jwk;
  }

  /**
   * A new card of that currency, personalized and on the disk.
   *
   * @param currency alphabetic ISO 4217 code
   * @throws IOException if it cannot be saved
   */
  CardNumber issue(CardIssuing issuing, String currency) throws IOException {
    Personalization personalization = issuing.issue(currency, publicJwk());
    BureauFile file = BureauFile.open(personalization.jwe(), key);
    CardNumber made = personalize(file).get(0);
    if (!made.digits().equals(personalization.cardNumber())) {
      throw new IllegalStateException("personalization data of another card");
    }
    return made;
  }

  /** Makes a purse of a blank card for each of a file's, in its order. */
  private List<CardNumber> personalize(BureauFile file) throws IOException {
    List<CardNumber> made = new ArrayList<>();
    for (PersonalizeCommand command : file.commands()) {
      SimulatedCard card = new SimulatedCard();
      card.transmit(new SelectCommand().apdu());
      byte[] apdu = command.apdu();
      command.parse(card.transmit(apdu));
      Arrays.fill(apdu, (byte) 0);
      images.save(command.cardNumber(), card, card.image());
      made.add(command.cardNumber());
    }
    return made;
  }
}
