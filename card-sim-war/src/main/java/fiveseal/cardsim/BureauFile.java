package fiveseal.cardsim;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.card.KeyCheckValue;
import fiveseal.protocol.card.PersonalizeCommand;
import java.security.Provider;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A batch's file as its bureau reads it: opened with the bureau's own key, every card's key held
 * against its check value before a card is made with it.
 */
final class BureauFile {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final String batchId;
  private final List<PersonalizeCommand> commands = new ArrayList<>();
  private final Map<CardNumber, String> checkValues = new LinkedHashMap<>();

  private BureauFile(JsonMembers members) {
    batchId = members.text("batchId");
    members.text("bureau");
    IsoCurrency currency = IsoCurrency.of(members.text("currency"));
    long balanceLimit = members.integer("balanceLimit");
    long amountLimit = members.integer("amountLimit");
    int keyVersion = (int) members.integer("keyVersion");
    for (JsonMembers card : members.objects("cards")) {
      CardNumber number = new CardNumber(card.text("cardNumber"));
      byte[] key = Base64Url.decode(card.text("key"));
      checkValues.put(number, checked(key, card.text("checkValue")));
      commands.add(
          new PersonalizeCommand(
              number,
              currency.numeric(),
              currency.digits(),
              balanceLimit,
              amountLimit,
              keyVersion,
              key));
      Arrays.fill(key, (byte) 0);
      card.end();
    }
    members.end();
  }

  private static String checked(byte[] key, String checkValue) {
    if (!HexFormat.of().formatHex(KeyCheckValue.of(key)).equals(checkValue)) {
      throw new IllegalStateException("a key that is not its check value's");
    }
    return checkValue;
  }

  /**
   * @param compact JWE
   * @param key the bureau's, with its private part
   * @throws IllegalStateException if it is not sealed for this key as agreed, or a key is not its
   *     check value's
   */
  static BureauFile open(String compact, ECKey key) {
    try {
      JWEObject jwe = JWEObject.parse(compact);
      requireExpected(jwe.getHeader());
      ECDHDecrypter decrypter = new ECDHDecrypter(key);
      decrypter.getJCAContext().setProvider(PROVIDER);
      jwe.decrypt(decrypter);
      return new BureauFile(Json.object(jwe.getPayload().toBytes()));
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("personalization data that this bureau cannot open", e);
    }
  }

  private static void requireExpected(JWEHeader header) {
    if (!JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())
        || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
        || header.getCompressionAlgorithm() != null
        || header.getCriticalParams() != null) {
      throw new IllegalStateException("personalization data sealed otherwise than agreed");
    }
  }

  String batchId() {
    return batchId;
  }

  /** One for each card, in the order of the file. */
  List<PersonalizeCommand> commands() {
    return List.copyOf(commands);
  }

  /** What the bureau reports of each card that it made or spoilt: 16 hex digits. */
  Map<CardNumber, String> checkValues() {
    return checkValues;
  }
}
