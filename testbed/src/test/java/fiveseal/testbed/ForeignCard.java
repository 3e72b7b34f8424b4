package fiveseal.testbed;

/** Somebody else's card: it knows no application of ours. */
final class ForeignCard implements VirtualReaders.VirtualCard {
  @Override
  public void powerOff() {}

  @Override
  public byte[] transmit(byte[] apdu) {
    return new byte[] {0x6A, (byte) 0x82};
  }
}
