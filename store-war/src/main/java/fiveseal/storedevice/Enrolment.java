package fiveseal.storedevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a store's key known to the manager: a PKCS#10 request, proof that the store holds the
 * secret key, which never leaves this device, and the operator's one-time token.
 */
public final class Enrolment {
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
   * @param token from the operator
   * @throws ManagerRefusal {@code enrolment-refused}
   */
  public Enrolled enrol(String token, String storeId, SigningKey key) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("token", token);
    request.put("certificationRequest", key.certificationRequest(storeId));
    JsonMembers answer = manager.postJson("/enrolments", Json.write(request)).json();
    Enrolled enrolled =
        new Enrolled(answer.text("storeId"), answer.text("managerId"), answer.texts("x5c"));
    if (!enrolled.storeId().equals(storeId)) {
      throw ProtocolException.refused("the token is for the store " + enrolled.storeId());
    }
    if (!answer.text("kid").equals(key.kid())) {
      throw ProtocolException.signature("the certificate is for another key");
    }
    return enrolled;
  }
}
