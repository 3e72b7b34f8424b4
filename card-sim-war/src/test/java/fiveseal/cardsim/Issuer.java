package fiveseal.cardsim;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import fiveseal.manager.CardIssuing;
import fiveseal.manager.Personalization;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.Json;
import fiveseal.protocol.card.KeyCheckValue;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A manager as far as a bureau sees it: every card has the test cards' key. */
final class Issuer implements CardIssuing {
  private JWEAlgorithm algorithm = JWEAlgorithm.ECDH_ES_A256KW;
  private EncryptionMethod method = EncryptionMethod.A256GCM;
  private String checkValue = HexFormat.of().formatHex(KeyCheckValue.of(TestCard.KEY));
  private int issued;

  Issuer sealingBy(JWEAlgorithm newAlgorithm, EncryptionMethod newMethod) {
    algorithm = newAlgorithm;
    method = newMethod;
    return this;
  }

  /** Sends a check value that is not the key's. */
  Issuer checkingBy(String newCheckValue) {
    checkValue = newCheckValue;
    return this;
  }

  @Override
  public Personalization issue(String currency, Map<String, Object> bureauKey) {
    CardNumber number =
        CardNumber.withCheckDigit("9392" + String.format(Locale.ROOT, "%011d", ++issued));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("batchId", "batch-" + issued);
    members.put("bureau", "test-cards");
    members.put("currency", IsoCurrency.of(currency).code());
    members.put("balanceLimit", TestCard.MAX);
    members.put("amountLimit", TestCard.MAX);
    members.put("keyVersion", 1);
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("cardNumber", number.digits());
    card.put("key", Base64Url.encode(TestCard.KEY));
    card.put("checkValue", checkValue);
    members.put("cards", List.of(card));
    try {
      JWEObject jwe = new JWEObject(new JWEHeader(algorithm, method), payload(members));
      jwe.encrypt(new ECDHEncrypter(ECKey.parse(bureauKey)));
      return new Personalization(number.digits(), jwe.serialize());
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Payload payload(Map<String, Object> members) {
    return new Payload(Json.write(members));
  }
}
