package fiveseal.testbed.simulator.world;

import fiveseal.keys.KeyCustodian;
import fiveseal.keys.KeyKind;
import fiveseal.keys.VaultKey;
import fiveseal.protocol.jws.Signer;
import java.time.Instant;
import java.util.List;

/** Nobody holds ceremonies here; what a ceremony leaves behind comes from the vault itself. */
final class SimulatedCustodian implements KeyCustodian {
  @Override
  public Signer authority(String kid) {
    throw notSimulated();
  }

  @Override
  public Signer predecessor(String kid) {
    throw notSimulated();
  }

  @Override
  public boolean makeFirst() {
    throw notSimulated();
  }

  @Override
  public List<VaultKey> inventory() {
    throw notSimulated();
  }

  @Override
  public void addSigning(Instant from) {
    throw notSimulated();
  }

  @Override
  public void addAuthority(Instant from, boolean byItself) {
    throw notSimulated();
  }

  @Override
  public void addCardMaster(int given) {
    throw notSimulated();
  }

  @Override
  public boolean destroy(KeyKind kind, int number) {
    throw notSimulated();
  }

  @Override
  public void reread() {
    throw notSimulated();
  }

  @Override
  public byte[] backup(char[] password) {
    throw notSimulated();
  }

  private static UnsupportedOperationException notSimulated() {
    return new UnsupportedOperationException("not simulated");
  }
}
