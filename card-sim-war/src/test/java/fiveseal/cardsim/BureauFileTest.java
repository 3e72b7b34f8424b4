package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.InitializeCommand;
import fiveseal.protocol.card.KeyCheckValue;
import fiveseal.protocol.card.PersonalizeCommand;
import fiveseal.protocol.card.SelectCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a bureau does with a batch: it opens the file with its key, and makes cards that prove it.
 */
class BureauFileTest {
  private ECKey key;

  @BeforeEach
  void make() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).generate();
  }

  private static CardNumber number(int i) {
    return CardNumber.withCheckDigit(Long.toString(939_200_000_000_000L + i));
  }

  private static byte[] cardKey(int i) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) (i + 1));
    return bytes;
  }

  private static Map<String, Object> card(int i, byte[] checked) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("cardNumber", number(i).digits());
    card.put("key", Base64Url.encode(cardKey(i)));
    card.put("checkValue", HexFormat.of().formatHex(KeyCheckValue.of(checked)));
    return card;
  }

  private String sealed(List<Map<String, Object>> cards) throws JOSEException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("batchId", "batch-1");
    members.put("bureau", "bureau-1");
    members.put("currency", "JPY");
    members.put("balanceLimit", 100_000);
    members.put("amountLimit", 30_000);
    members.put("keyVersion", 3);
    members.put("cards", cards);
    JWEHeader header = new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM);
    JWEObject jwe = new JWEObject(header, new Payload(Json.write(members)));
    jwe.encrypt(new ECDHEncrypter(key.toPublicJWK()));
    return jwe.serialize();
  }

  @Test
  void file_whenOpened_makesCardsThatProveTheirKeys() throws JOSEException, IOException {
    List<Map<String, Object>> cards = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cards.add(card(i, cardKey(i)));
    }

    BureauFile file = BureauFile.open(sealed(cards), key);

    assertThat(file.batchId()).isEqualTo("batch-1");
    assertThat(file.commands()).hasSize(5);
    for (int i = 0; i < 5; i++) {
      Initialize shown = made(file.commands().get(i));
      assertThat(shown.keyVersion()).isEqualTo(3);
      try (CardKey right = CardKey.of(cardKey(i));
          CardKey wrong = CardKey.of(cardKey(i + 1))) {
        assertThat(right.proves(shown)).isTrue();
        assertThat(wrong.proves(shown)).isFalse();
        assertThat(file.checkValues())
            .containsEntry(number(i), HexFormat.of().formatHex(right.checkValue()));
      }
    }
  }

  private static Initialize made(PersonalizeCommand command) throws IOException {
    SimulatedCard card = new SimulatedCard();
    card.transmit(new SelectCommand().apdu());
    command.parse(card.transmit(command.apdu()));
    InitializeCommand initialize = new InitializeCommand();
    return initialize.parse(card.transmit(initialize.apdu()));
  }

  @Test
  void file_withOneKeyThatIsNotItsCheckValues_isRefusedAsAWhole() throws JOSEException {
    String file = sealed(List.of(card(0, cardKey(0)), card(1, cardKey(2))));

    assertThatThrownBy(() -> BureauFile.open(file, key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("check value");
  }

  @Test
  void file_forAnotherBureauOrWithMore_isRefused() throws JOSEException {
    ECKey other = new ECKeyGenerator(Curve.P_256).generate();
    String file = sealed(List.of(card(0, cardKey(0))));
    assertThatThrownBy(() -> BureauFile.open(file, other))
        .isInstanceOf(IllegalStateException.class);
    Map<String, Object> more = card(0, cardKey(0));
    more.put("pin", "1234");
    String odd = sealed(List.of(more));
    assertThatThrownBy(() -> BureauFile.open(odd, key)).isInstanceOf(ProtocolException.class);
  }
}
