package fiveseal.cardsim;

import fiveseal.protocol.card.CardChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A card with the purse applet in this process, blank at first. Threads take turns, command by
 * command. It shows what the protocol does, not that anything resists tampering.
 */
public final class SimulatedCard implements CardChannel {
  private final ReentrantLock power = new ReentrantLock();
  private final CardRuntime runtime = new CardRuntime();

  /** A blank card. */
  public SimulatedCard() {}

  /**
   * A card that keeps what another one kept: the same card after a restart, or its clone.
   *
   * @param image what {@link #image} gave
   */
  public static SimulatedCard of(byte[] image) {
    SimulatedCard card = new SimulatedCard();
    card.runtime.restore(image);
    return card;
  }

  /**
   * @throws CardTornException if the fault that was armed happened: select the card again
   */
  @Override
  public byte[] transmit(byte[] apdu) throws CardTornException {
    power.lock();
    try {
      return runtime.transmit(apdu);
    } finally {
      power.unlock();
    }
  }

  /** Power off and on: what is transient is lost, nothing is selected. */
  public void reset() {
    power.lock();
    try {
      runtime.reset();
    } finally {
      power.unlock();
    }
  }

  /**
   * Lets power fail during the next command.
   *
   * @param write the persistent write that is not done any more, from 1; if the command has fewer,
   *     nothing happens
   */
  public void tearAt(int write) {
    arm(Fault.atWrite(write));
  }

  /** Lets power fail when the next command is done and its answer not sent. */
  public void tearAtAnswer() {
    arm(Fault.AT_ANSWER);
  }

  void arm(Fault fault) {
    power.lock();
    try {
      runtime.arm(fault);
    } finally {
      power.unlock();
    }
  }

  /** What the card keeps without power, its keys included. */
  public byte[] image() {
    power.lock();
    try {
      return runtime.image();
    } finally {
      power.unlock();
    }
  }

  /** Names and sizes of what an image consists of. */
  String layout() {
    return runtime.layout();
  }

  int transientArrayCount() {
    return runtime.transientArrayCount();
  }
}
