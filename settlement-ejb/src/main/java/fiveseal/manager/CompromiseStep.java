package fiveseal.manager;

import static fiveseal.manager.CompromisedKind.AUTHORITY;
import static fiveseal.manager.CompromisedKind.CARD_MASTER;
import static fiveseal.manager.CompromisedKind.SIGNING;
import static fiveseal.manager.CompromisedKind.STORE;

import java.util.Arrays;
import java.util.List;

/** What is to be done about a stolen key, in this order. */
public enum CompromiseStep {
  REVOKE_STORE_KEY(
      STORE,
      "Revoke the key, and with it each key that was renewed from it since the theft, which the list"
          + " has first: nothing that they sign is accepted any more, and others are told that they"
          + " ended when the key was stolen. What was accepted since stays on record and is listed."),
  INVITE_STORE(
      STORE,
      "Invite the store to enrol a new key, and compare its thumbprint with it. That is also for a"
          + " store that renewed its key itself since the theft."),
  STATE_ENDPOINT_ANEW(
      STORE,
      "Have the store state its address for completions with the new key: those stated with this"
          + " key since the theft count no more."),
  SETTLE_WITH_STORE(
      STORE,
      "Go through the list with the store: what it did not ask for is refunded to the card by it,"
          + " or settled between operator and store. Debits are never undone by themselves."),
  TELL_THE_MALL(
      STORE,
      "Of a lower store's key: tell its mall, which alone has the orders of its tills, to look"
          + " through those since the theft."),
  SUCCEED_BY_AUTHORITY(
      SIGNING,
      "Make a new signing key; its succession is signed by the authority alone, since the thief"
          + " could sign one with the old key."),
  TELL_STORES(
      SIGNING,
      "Tell the stores of the list: a completion (message 3) since the theft is worth goods only if"
          + " the manager has it too."),
  KNOW_FORGERIES(
      SIGNING,
      "All that is listed is the manager's own and genuine. Whatever bears this kid with an iat at"
          + " or after the theft and is not in the manager's evidence is forged."),
  NEW_AUTHORITY(
      AUTHORITY, "Make a new authority; devices pin it anew, by its thumbprint and other means."),
  RECERTIFY(
      AUTHORITY,
      "Certify the keys of all stores of the list, and the manager's signing key, by the new"
          + " authority."),
  KNOW_FORGED_CERTIFICATES(
      AUTHORITY,
      "The certificates of the list are all that the manager issued. Any other one by this"
          + " authority since the theft is forged."),
  NEW_MASTER_VERSION(
      CARD_MASTER, "Make a new version of the card master key; new cards get keys of it alone."),
  NO_REKEY(
      CARD_MASTER,
      "Do not re-key these cards: who has the master key derives the key in use and reads the new"
          + " one from the wire. Cards that were re-keyed since are on the list for that reason."),
  BLOCK_CARDS(
      CARD_MASTER,
      "Order BLOCK for the cards of the list: what a thief made of the key can be presented, and"
          + " the manager cannot tell it from the card."),
  REPLACE_CARDS(
      CARD_MASTER,
      "Replace each card by one of the new version, balance by balance, as two operators decide."),
  CLOSE_BATCHES(
      CARD_MASTER,
      "Close the batches of the list: cards that are not made yet are not to be made.");

  private final CompromisedKind kind;
  private final String sentence;

  CompromiseStep(CompromisedKind kind, String sentence) {
    this.kind = kind;
    this.sentence = sentence;
  }

  /** The plan for a kind of key. */
  public static List<CompromiseStep> of(CompromisedKind kind) {
    return Arrays.stream(values()).filter(step -> step.kind == kind).toList();
  }

  /** For a person. */
  public String sentence() {
    return sentence;
  }
}
