package fiveseal.settlement;

import fiveseal.manager.SettlementLine;
import fiveseal.protocol.RequestLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A line of message 1; written once. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "settlement_line")
@IdClass(SettlementLineRow.Key.class)
public class SettlementLineRow {
  @Id
  @Column(name = "settlement_id")
  private String settlementId;

  @Id
  @Column(name = "line_no")
  private int lineNo;

  @Column(name = "store_id")
  private String storeId;

  @Column(name = "amount_minor")
  private long amountMinor;

  private String description;

  @Column(name = "order_ref")
  private String orderRef;

  protected SettlementLineRow() {}

  SettlementLineRow(String settlementId, int lineNo, RequestLine line) {
    this.settlementId = settlementId;
    this.lineNo = lineNo;
    this.storeId = line.store();
    this.amountMinor = line.amountMinor();
    this.description = line.description();
    this.orderRef = line.orderRef();
  }

  String settlementId() {
    return settlementId;
  }

  SettlementLine line() {
    return new SettlementLine(storeId, amountMinor, description, orderRef);
  }

  /** The row's two-part key. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private String settlementId;
    private int lineNo;

    Key() {}

    Key(String settlementId, int lineNo) {
      this.settlementId = settlementId;
      this.lineNo = lineNo;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.settlementId.equals(settlementId)
          && key.lineNo == lineNo;
    }

    @Override
    public int hashCode() {
      return 31 * settlementId.hashCode() + lineNo;
    }
  }
}
