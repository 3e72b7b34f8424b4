package fiveseal.auditor;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.Json;
import fiveseal.protocol.KeyCeremonyRecord;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.Message;
import fiveseal.protocol.Order;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;

/**
 * A message that somebody outside holds, and that the manager must therefore have.
 *
 * @param line of the file, from 1
 * @param owner the settlement's or update's id, or the store's
 * @param name what the owner calls it, empty where the owner is enough
 * @param form what must be equal: of the manager's messages all, of the stores' all but the
 *     signature, since the first one received stays
 */
record Anchor(int line, MessageType type, String owner, String name, String form) {

  /**
   * Reads and verifies a line.
   *
   * @throws ProtocolException if it is no message, or does not verify with the recorded keys
   */
  static Anchor of(int line, String compact, Verifier verifier) {
    MessageType type = typeOf(compact);
    Signed<?> signed = verifier.verifyAtIat(compact, recordOf(type));
    Message message = signed.message();
    String form = formOf(type, compact);
    if (message instanceof SettlementRequest request) {
      return new Anchor(line, type, request.iss(), request.requestId(), form);
    } else if (message instanceof SettlementInformation information) {
      return new Anchor(line, type, information.settlementId(), "", form);
    } else if (message instanceof SettlementCompletion completion) {
      return new Anchor(line, type, completion.settlementId(), "", form);
    } else if (message instanceof SettlementReceipt receipt) {
      return new Anchor(line, type, receipt.settlementId(), "", form);
    } else if (message instanceof ValueUpdate update) {
      return new Anchor(line, type, update.updateId(), "", form);
    } else if (message instanceof CancelRequest cancel) {
      return new Anchor(line, type, cancel.iss(), cancel.requestId(), form);
    } else if (message instanceof RefundRequest refund) {
      return new Anchor(line, type, refund.iss(), refund.refundId(), form);
    } else if (message instanceof CompletionEndpoint endpoint) {
      return new Anchor(line, type, endpoint.iss(), Long.toString(endpoint.iat()), form);
    }
    if (message instanceof KeyRenewal renewal) {
      return new Anchor(line, type, renewal.iss(), signed.kid(), form);
    }
    throw ProtocolException.malformed("the manager keeps no " + type.typ());
  }

  private static MessageType typeOf(String compact) {
    int dot = Math.max(0, compact.indexOf('.'));
    return MessageType.ofTyp(Json.object(Base64Url.decode(compact.substring(0, dot))).text("typ"));
  }

  private static Class<? extends Message> recordOf(MessageType type) {
    return switch (type) {
      case SETTLEMENT_REQUEST -> SettlementRequest.class;
      case SETTLEMENT_INFORMATION -> SettlementInformation.class;
      case SETTLEMENT_COMPLETION -> SettlementCompletion.class;
      case SETTLEMENT_RECEIPT -> SettlementReceipt.class;
      case VALUE_UPDATE -> ValueUpdate.class;
      case ORDER -> Order.class;
      case CANCEL_REQUEST -> CancelRequest.class;
      case REFUND_REQUEST -> RefundRequest.class;
      case COMPLETION_ENDPOINT -> CompletionEndpoint.class;
      case KEY_RENEWAL -> KeyRenewal.class;
      case STORE_AUTH -> StoreAuth.class;
      case KEY_SUCCESSION -> KeySuccession.class;
      case KEY_CEREMONY -> KeyCeremonyRecord.class;
    };
  }

  /** What must be equal, of a message of that type. */
  static String formOf(MessageType type, String compact) {
    boolean byManager =
        type == MessageType.SETTLEMENT_INFORMATION
            || type == MessageType.SETTLEMENT_COMPLETION
            || type == MessageType.VALUE_UPDATE;
    return byManager ? compact : compact.substring(0, Math.max(0, compact.lastIndexOf('.')));
  }

  /** The place where the database has it, if it has it. */
  String key() {
    return key(type, owner, name);
  }

  static String key(MessageType type, String owner, String name) {
    return type + "/" + owner + "/" + name;
  }
}
