package fiveseal.testbed.simulator.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A committed row, for whoever checks what is there. */
public final class Row {
  private final TableShape shape;
  private final Object[] values;

  Row(TableShape shape, Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  private Object value(String column) {
    return values[shape.column(column)];
  }

  public String text(String column) {
    return (String) value(column);
  }

  public Optional<String> optionalText(String column) {
    return Optional.ofNullable((String) value(column));
  }

  public long number(String column) {
    return (Long) value(column);
  }

  public boolean flag(String column) {
    return (Boolean) value(column);
  }

  public boolean has(String column) {
    return value(column) != null;
  }

  public byte[] bytes(String column) {
    return (byte[]) value(column);
  }

  public Instant time(String column) {
    return ((OffsetDateTime) value(column)).toInstant();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(shape.name()).append('[');
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      String shown =
          value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
      text.append(i == 0 ? "" : ", ")
          .append(shape.columns.get(i).name())
          .append('=')
          .append(shown.length() > 40 ? shown.substring(0, 40) + "…" : shown);
    }
    return text.append(']').toString();
  }
}
