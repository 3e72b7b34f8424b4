package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who has verified which seal of one payment or update, by the devices' own words. */
final class SealBook {

  private final Map<Integer, Set<String>> verifiers = new TreeMap<>();

  /**
   * Takes what the client device printed.
   *
   * @throws Trouble if a seal did not hold
   */
  SealBook client(JsonMembers printed) {
    for (JsonMembers seal : printed.objects("seals")) {
      int number = Math.toIntExact(seal.integer("number"));
      if (!seal.flag("verified")) {
        throw new Trouble("The client device found seal " + number + " to be invalid.");
      }
      by(number, "client");
    }
    return this;
  }

  /** Takes what a store device printed: the seals it has checked, and its receipt's verdict. */
  SealBook store(JsonMembers printed) {
    for (JsonMembers seal : printed.objects("seals")) {
      by(Math.toIntExact(seal.integer("number")), seal.text("verifier"));
    }
    return this;
  }

  /** Someone else's verdict that is implied by what happened. */
  SealBook by(int number, String verifier) {
    verifiers.computeIfAbsent(number, any -> new LinkedHashSet<>()).add(verifier);
    return this;
  }

  /** A line for each seal that the evidence has shown. */
  List<String> lines(List<Seal> checkedHere) {
    return checkedHere.stream()
        .map(
            seal ->
                String.format(
                    java.util.Locale.ROOT,
                    "  message %d  %-32s signed by %-8s  verified by %s",
                    seal.number(),
                    seal.typ(),
                    seal.signer(),
                    String.join(
                        ", ", verifiers.getOrDefault(seal.number(), Set.of("this program")))))
        .toList();
  }

  /**
   * @throws Trouble unless every one of these seals was checked by a device that it is meant for
   */
  void require(int... numbers) {
    for (int number : numbers) {
      if (!verifiers.containsKey(number)) {
        throw new Trouble("No device has checked seal " + number + ".");
      }
    }
  }
}
