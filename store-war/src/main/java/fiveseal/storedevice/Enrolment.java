package fiveseal.storedevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a store's key known to the manager: a PKCS#10 request, proof that the store holds the
 * secret key, which never leaves this device, and the operator's one-time token.
 */
public final class Enrolment {
  /** HTTP's status of a request that waits for somebody. */
  private static final int ACCEPTED = 202;

  private final ManagerConnection manager;

  public Enrolment(ManagerConnection manager) {
    this.manager = manager;
  }

  /**
   * What the manager answered.
   *
   * @param x5c base64 DER, the store's certificate first
   */
  public record Enrolled(String storeId, String managerId, List<String> x5c) {}

  /**
   * Asks for the certificate; the same again finds the same request.
   *
   * @param token from the operator
   * @return empty while the operator has not approved the key
   * @throws ManagerRefusal {@code enrolment-refused}
   */
  public Optional<Enrolled> enrol(String token, String storeId, SigningKey key) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("token", token);
    request.put("certificationRequest", key.certificationRequest(storeId));
    Reply reply = manager.postJson("/enrolments", Json.write(request));
    JsonMembers answer = reply.json();
    String invited = answer.text("storeId");
    if (!invited.equals(storeId)) {
      throw ProtocolException.refused("the token is for the store " + invited);
    }
    if (!answer.text("kid").equals(key.kid())) {
      throw ProtocolException.signature("the certificate is for another key");
    }
    return reply.status() == ACCEPTED
        ? Optional.empty()
        : Optional.of(new Enrolled(invited, answer.text("managerId"), answer.texts("x5c")));
  }
}
