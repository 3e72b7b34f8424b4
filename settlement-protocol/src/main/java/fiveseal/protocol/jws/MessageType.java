package fiveseal.protocol.jws;

import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.JsonMembers;
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
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** Every signed format: its {@code typ}, whose keys may sign it, and its record. */
public enum MessageType {
  /** Message 1. */
  SETTLEMENT_REQUEST(
      "settlement-request",
      EnumSet.of(KeyRole.STORE),
      SettlementRequest.class,
      SettlementRequest::read),
  /** Message 2. */
  SETTLEMENT_INFORMATION(
      "settlement-information",
      EnumSet.of(KeyRole.MANAGER),
      SettlementInformation.class,
      SettlementInformation::read),
  /** Message 3. */
  SETTLEMENT_COMPLETION(
      "settlement-completion",
      EnumSet.of(KeyRole.MANAGER),
      SettlementCompletion.class,
      SettlementCompletion::read),
  /** Message 4. */
  SETTLEMENT_RECEIPT(
      "settlement-receipt",
      EnumSet.of(KeyRole.STORE),
      SettlementReceipt.class,
      SettlementReceipt::read),
  /** Message 5. */
  VALUE_UPDATE("value-update", EnumSet.of(KeyRole.MANAGER), ValueUpdate.class, ValueUpdate::read),
  ORDER("order", EnumSet.of(KeyRole.LOWER_STORE), Order.class, Order::read),
  CANCEL_REQUEST(
      "cancel-request", EnumSet.of(KeyRole.STORE), CancelRequest.class, CancelRequest::read),
  REFUND_REQUEST(
      "refund-request",
      EnumSet.of(KeyRole.STORE, KeyRole.LOWER_STORE),
      RefundRequest.class,
      RefundRequest::read),
  COMPLETION_ENDPOINT(
      "completion-endpoint",
      EnumSet.of(KeyRole.STORE),
      CompletionEndpoint.class,
      CompletionEndpoint::read),
  KEY_RENEWAL(
      "key-renewal",
      EnumSet.of(KeyRole.STORE, KeyRole.LOWER_STORE),
      KeyRenewal.class,
      KeyRenewal::read),
  STORE_AUTH(
      "store-auth",
      EnumSet.of(KeyRole.STORE, KeyRole.LOWER_STORE),
      StoreAuth.class,
      StoreAuth::read),
  KEY_SUCCESSION(
      "key-succession",
      EnumSet.of(KeyRole.MANAGER, KeyRole.AUTHORITY),
      KeySuccession.class,
      KeySuccession::read),
  KEY_CEREMONY(
      "key-ceremony",
      EnumSet.of(KeyRole.MANAGER),
      KeyCeremonyRecord.class,
      KeyCeremonyRecord::read);

  private final String typ;
  private final Set<KeyRole> signers;
  private final Class<? extends Message> record;
  private final Function<JsonMembers, ? extends Message> reader;

  <T extends Message> MessageType(
      String name, Set<KeyRole> signers, Class<T> record, Function<JsonMembers, T> reader) {
    this.typ = "fiveseal-" + name;
    this.signers = signers;
    this.record = record;
    this.reader = reader;
  }

  /** The header's {@code typ}. */
  public String typ() {
    return typ;
  }

  /** Whether a key of this role may sign it. */
  public boolean maySign(KeyRole role) {
    return signers.contains(role);
  }

  /** The type whose payload is this record. */
  public static MessageType of(Class<? extends Message> record) {
    for (MessageType type : values()) {
      if (type.record == record) {
        return type;
      }
    }
    throw new IllegalArgumentException("no message: " + record);
  }

  /**
   * @throws ProtocolException {@code message-malformed} if there is no such type
   */
  public static MessageType ofTyp(String typ) {
    for (MessageType type : values()) {
      if (type.typ.equals(typ)) {
        return type;
      }
    }
    throw ProtocolException.malformed("unknown typ");
  }

  /** Reads the payload, wholly: nothing missing, nothing unknown, all of it acceptable. */
  Message read(JsonMembers payload) {
    return reader.apply(payload);
  }
}
