package fiveseal.clientdevice.agent;

import fiveseal.clientdevice.reader.ReaderException;
import fiveseal.clientdevice.reader.ReaderState;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The card reader API as the agent serves it, with pairing before it. */
final class AgentApi {
  static final String BASE = "/api/v1/";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Header, Lc, 255 bytes, Le. */
  private static final int APDU_BYTES_MAX = 261;

  /** Message 1 may fill 64 KiB and stands in message 2 in base64url. */
  private static final int APDU_BODY_BYTES_MAX = 128 * 1024;

  private static final int PAIRING_BODY_BYTES_MAX = 1024;

  private static final String PAIRING = BASE + "pairing";
  private static final Pattern ONE_PAIRING =
      Pattern.compile(Pattern.quote(PAIRING) + "/([A-Za-z0-9_-]{1,64})");
  private static final String READERS = BASE + "readers";
  private static final Pattern ONE_READER =
      Pattern.compile(Pattern.quote(READERS) + "/([A-Za-z0-9._-]{1,64})");
  private static final Pattern APDU =
      Pattern.compile(Pattern.quote(READERS) + "/([A-Za-z0-9._-]{1,64})/apdu");

  private final Pairings pairings;
  private final ReaderDesk desk;

  AgentApi(Pairings pairings, ReaderDesk desk) {
    this.pairings = pairings;
    this.desk = desk;
  }

  /**
   * @throws ProtocolException whatever is refused
   * @throws ReaderException if a reader or card gave no response
   */
  Answer answer(Asked asked, Door.Caller caller) throws IOException {
    String path = asked.path();
    if (path.equals(PAIRING)) {
      requireMethod(asked, "POST");
      return beginPairing(asked, caller);
    }
    Matcher pairing = ONE_PAIRING.matcher(path);
    if (pairing.matches()) {
      requireMethod(asked, "GET");
      return pairing(caller, pairing.group(1));
    }
    pairings.requirePaired(caller.origin(), asked.bearer());
    if (path.equals(READERS)) {
      requireMethod(asked, "GET");
      return Answer.json(200, Map.of("readers", states()));
    }
    Matcher reader = ONE_READER.matcher(path);
    if (reader.matches()) {
      requireMethod(asked, "GET");
      return Answer.json(200, json(reader(reader.group(1))));
    }
    Matcher apdu = APDU.matcher(path);
    if (apdu.matches()) {
      requireMethod(asked, "POST");
      return transmit(asked, apdu.group(1));
    }
    throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }

  private static void requireMethod(Asked asked, String method) {
    if (!asked.method().equals(method)) {
      throw new ProtocolException(
          ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.sentence());
    }
  }

  private Answer beginPairing(Asked asked, Door.Caller caller) throws IOException {
    JsonMembers members = asked.json(PAIRING_BODY_BYTES_MAX);
    String name = members.text("name");
    members.end();
    Pairings.Begun begun = pairings.begin(caller.origin(), name);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pairingId", begun.id());
    body.put("code", begun.code());
    return Answer.json(201, body);
  }

  private Answer pairing(Door.Caller caller, String id) {
    Pairings.Told told = pairings.told(caller.origin(), id);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("state", told.state().name());
    told.token().ifPresent(token -> body.put("token", token));
    return Answer.json(200, body);
  }

  private List<Map<String, Object>> states() throws ReaderException {
    List<Map<String, Object>> states = new ArrayList<>();
    for (ReaderState reader : desk.all()) {
      states.add(json(reader));
    }
    return states;
  }

  private ReaderState reader(String id) throws ReaderException {
    return desk.all().stream()
        .filter(reader -> reader.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "no such reader"));
  }

  private Map<String, Object> json(ReaderState reader) throws ReaderException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", reader.id());
    members.put("name", reader.name());
    members.put("atr", reader.atr());
    desk.cardNumber(reader.id(), !reader.atr().isEmpty())
        .ifPresent(card -> members.put("cardNumber", card.digits()));
    return members;
  }

  private Answer transmit(Asked asked, String reader) throws IOException {
    JsonMembers members = asked.json(APDU_BODY_BYTES_MAX);
    byte[] apdu = apdu(members.text("apdu"));
    Optional<String> message = members.optionalText("message");
    members.end();
    byte[] response = desk.transmit(reader, apdu, message);
    return Answer.json(200, Map.of("response", HEX.formatHex(response)));
  }

  private static byte[] apdu(String hex) {
    if (hex.isEmpty() || hex.length() > 2 * APDU_BYTES_MAX || !hex.matches("([0-9A-Fa-f]{2})+")) {
      throw ProtocolException.malformed("apdu is not 1 … " + APDU_BYTES_MAX + " bytes in hex");
    }
    return HEX.parseHex(hex);
  }
}
