package fiveseal.cardsim;

import com.licel.jcardsim.crypto.KeyImpl;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;

/**
 * What an applet keeps without power, as one row of bytes: its primitive fields, its arrays that
 * are not transient, and its persistent AES keys, in a fixed order. References are fixed once the
 * applet is installed, so the places are found once. The simulator's own transactions do nothing;
 * these images are what transactions, tearing and storage are made of.
 */
final class PersistentMemory {
  private final List<Cell> cells = new ArrayList<>();
  private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final String home;
  private final TransientArrays transientArrays;
  private final int length;
  private final StringBuilder layout = new StringBuilder();

  PersistentMemory(Object applet, TransientArrays transientArrays) {
    this.home = applet.getClass().getPackageName();
    this.transientArrays = transientArrays;
    addObject(applet, applet.getClass().getSimpleName());
    this.length = cells.stream().mapToInt(Cell::length).sum();
  }

  /** Names, types and sizes of everything, to tell whether an image is of this applet. */
  String layout() {
    return layout.toString();
  }

  byte[] read() {
    ByteBuffer out = ByteBuffer.allocate(length);
    cells.forEach(cell -> cell.read(out));
    return out.array();
  }

  void write(byte[] image) {
    if (image.length != length) {
      throw new IllegalArgumentException("an image of another applet");
    }
    ByteBuffer in = ByteBuffer.wrap(image);
    cells.forEach(cell -> cell.write(in));
  }

  private void addObject(Object object, String path) {
    if (!visited.add(object)) {
      return;
    }
    Field[] fields = object.getClass().getDeclaredFields();
    Arrays.sort(fields, Comparator.comparing(Field::getName));
    for (Field field : fields) {
      if (!Modifier.isStatic(field.getModifiers())) {
        addField(object, field, path + "." + field.getName());
      }
    }
  }

  private void addField(Object object, Field field, String path) {
    field.setAccessible(true);
    if (field.getType().isPrimitive()) {
      add(new PrimitiveCell(object, field), path);
      return;
    }
    if (!Modifier.isFinal(field.getModifiers())) {
      throw new IllegalStateException(path + " is a reference that may change");
    }
    addValue(get(object, field), path);
  }

  private void addValue(Object value, String path) {
    if (value instanceof byte[] array) {
      if (visited.add(array) && !transientArrays.isTransientArray(array)) {
        add(new BytesCell(array), path);
      }
    } else if (value instanceof AESKey key) {
      if (visited.add(key) && ((KeyImpl) key).getType() == KeyBuilder.TYPE_AES) {
        add(new KeyCell(key), path);
      }
    } else if (value != null && value.getClass().getPackageName().equals(home)) {
      addObject(value, path);
    } else if (value == null || value.getClass().isArray()) {
      throw new IllegalStateException(path + " is nothing that this simulator can keep");
    }
  }

  private void add(Cell cell, String path) {
    cells.add(cell);
    layout.append(path).append(':').append(cell.length()).append('\n');
  }

  private static Object get(Object object, Field field) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Cell {
    int length();

    void read(ByteBuffer out);

    void write(ByteBuffer in);
  }

  private record PrimitiveCell(Object object, Field field) implements Cell {
    PrimitiveCell {
      if (field.getType() != byte.class && field.getType() != short.class) {
        throw new IllegalStateException(field + " is neither byte nor short");
      }
    }

    @Override
    public int length() {
      return field.getType() == byte.class ? 1 : 2;
    }

    @Override
    public void read(ByteBuffer out) {
      short value = ((Number) get(object, field)).shortValue();
      if (length() == 1) {
        out.put((byte) value);
      } else {
        out.putShort(value);
      }
    }

    @Override
    public void write(ByteBuffer in) {
      try {
        if (length() == 1) {
          field.setByte(object, in.get());
        } else {
          field.setShort(object, in.getShort());
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private record BytesCell(byte[] array) implements Cell {
    @Override
    public int length() {
      return Array.getLength(array);
    }

    @Override
    public void read(ByteBuffer out) {
      out.put(array);
    }

    @Override
    public void write(ByteBuffer in) {
      in.get(array);
    }
  }

  /** Whether the key is set, and its bytes. */
  private record KeyCell(AESKey key) implements Cell {
    @Override
    public int length() {
      return 1 + key.getSize() / 8;
    }

    @Override
    public void read(ByteBuffer out) {
      byte[] bytes = new byte[length() - 1];
      if (key.isInitialized()) {
        key.getKey(bytes, (short) 0);
      }
      out.put((byte) (key.isInitialized() ? 1 : 0)).put(bytes);
      Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public void write(ByteBuffer in) {
      boolean initialized = in.get() != 0;
      byte[] bytes = new byte[length() - 1];
      in.get(bytes);
      if (initialized) {
        key.setKey(bytes, (short) 0);
      } else {
        key.clearKey();
      }
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
