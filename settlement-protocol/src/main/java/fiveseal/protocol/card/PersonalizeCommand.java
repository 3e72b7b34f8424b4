package fiveseal.protocol.card;

import fiveseal.protocol.CardNumber;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * PERSONALIZE: makes a blank card a purse, in the issuer's secure environment. Refusals: 6985 not
 * blank, 6A80 ill-formed.
 *
 * @param currencyNumeric ISO 4217 numeric code, 1 … 999
 * @param digits of the currency's minor unit
 * @param balanceMax minor units, 0 … 2³¹ − 1
 * @param amountMax minor units of one DEBIT or CREDIT, 0 … 2³¹ − 1
 * @param keyVersion 1 … 255
 * @param key 16 bytes, copied; it travels in the clear
 */
public record PersonalizeCommand(
    CardNumber cardNumber,
    int currencyNumeric,
    int digits,
    long balanceMax,
    long amountMax,
    int keyVersion,
    byte[] key)
    implements ApduCommand<Void> {
  private static final byte[] HEADER = {(byte) 0x80, (byte) 0xE2, 0x00, 0x00, 0x24};
  private static final int DATA_LENGTH = 0x24;

  public PersonalizeCommand {
    Fields.requireCurrency(currencyNumeric);
    Fields.requireUnsigned31(balanceMax);
    Fields.requireUnsigned31(amountMax);
    key = Fields.require(key, 16, "a card key");
  }

  @Override
  public byte[] key() {
    return key.clone();
  }

  @Override
  public byte[] apdu() {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER.length + DATA_LENGTH).put(HEADER).put(cardNumber.bcd());
    Fields.putCurrency(out, currencyNumeric);
    return out.put((byte) digits)
        .putInt((int) balanceMax)
        .putInt((int) amountMax)
        .put((byte) keyVersion)
        .put(key)
        .array();
  }

  @Override
  public Void parse(byte[] response) throws IOException {
    ResponseApdu.of(response).orRefuse();
    return null;
  }

  @Override
  public String toString() {
    return "PERSONALIZE " + cardNumber;
  }
}
