package fiveseal.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An account of the ledger. It has no balance of its own: that is the sum over its transfers. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "account")
class Account {
  @Id
  @Column(name = "account_id")
  private long id;

  @Enumerated(EnumType.STRING)
  private AccountKind kind;

  private String owner;
  private String currency;

  protected Account() {}
}
