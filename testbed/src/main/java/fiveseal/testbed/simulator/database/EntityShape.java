package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Values;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How an entity class lies in its table. */
final class EntityShape {
  private static final ClassValue<EntityShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected EntityShape computeValue(Class<?> type) {
          if (!type.isAnnotationPresent(Entity.class)) {
            throw new NotSimulated(type + " is no entity");
          }
          return new EntityShape(type);
        }
      };

  /** An attribute, perhaps inside an embedded key, and its column. */
  record Attribute(
      String path,
      String column,
      Field outer,
      Optional<Constructor<?>> embedding,
      Field field,
      boolean id) {
    Object get(Object entity) throws IllegalAccessException {
      Object holder = outer == null ? entity : outer.get(entity);
      return holder == null ? null : field.get(holder);
    }

    /** Gives what the attribute holds then. */
    Object set(Object entity, Object value) throws ReflectiveOperationException {
      Object holder = entity;
      if (outer != null) {
        holder = outer.get(entity);
        if (holder == null) {
          holder = embedding.orElseThrow().newInstance();
          outer.set(entity, holder);
        }
      }
      Object typed = typed(value, field.getType());
      field.set(holder, typed);
      return typed;
    }
  }

  private record Places(TableShape shape, int[] columns) {}

  private final Class<?> type;
  private final String table;
  private final Constructor<?> constructor;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Attribute> ids = new ArrayList<>();
  private final Map<Class<?>, List<Field>> partsOfIds = new ConcurrentHashMap<>();
  private final Map<String, Attribute> byPath = new HashMap<>();
  private volatile Places places = new Places(null, new int[0]);
  private Optional<String> sequence = Optional.empty();

  private EntityShape(Class<?> type) {
    this.type = type;
    this.table = type.getAnnotation(Table.class).name();
    this.constructor = constructor(type);
    for (Field field : fields(type)) {
      if (field.isAnnotationPresent(EmbeddedId.class)) {
        fields(field.getType()).forEach(inner -> add(field, inner, true));
      } else {
        add(null, field, field.isAnnotationPresent(Id.class));
      }
      SequenceGenerator generator = field.getAnnotation(SequenceGenerator.class);
      if (generator != null) {
        sequence = Optional.of(generator.sequenceName());
      }
    }
  }

  static EntityShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new NotSimulated(e);
    }
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      boolean stored =
          !Modifier.isStatic(field.getModifiers())
              && !Modifier.isTransient(field.getModifiers())
              && !field.isAnnotationPresent(Transient.class);
      if (stored) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
    return fields;
  }

  private void add(Field outer, Field field, boolean id) {
    Column column = field.getAnnotation(Column.class);
    String name = column != null && !column.name().isEmpty() ? column.name() : field.getName();
    String path = outer == null ? field.getName() : outer.getName() + '.' + field.getName();
    Attribute attribute =
        new Attribute(
            path,
            name.toLowerCase(java.util.Locale.ROOT),
            outer,
            Optional.ofNullable(outer).map(key -> constructor(key.getType())),
            field,
            id);
    attributes.add(attribute);
    if (id) {
      ids.add(attribute);
    }
    byPath.put(path, attribute);
  }

  Class<?> type() {
    return type;
  }

  String table() {
    return table;
  }

  Attribute attribute(String path) {
    Attribute attribute = byPath.get(path);
    if (attribute == null) {
      throw new NotSimulated(type.getSimpleName() + " has no attribute " + path);
    }
    return attribute;
  }

  /** Gives a new entity its number, if its numbers come from a sequence. */
  void number(Object entity, SimulatedDatabase database) {
    if (sequence.isPresent()) {
      try {
        ids.get(0).set(entity, database.next(sequence.get()));
      } catch (ReflectiveOperationException e) {
        throw new NotSimulated(e);
      }
    }
  }

  /** The places of the attributes' columns in their table. */
  private int[] places(TableShape shape) {
    Places known = places;
    if (known.shape() != shape) {
      known =
          new Places(
              shape,
              attributes.stream()
                  .mapToInt(attribute -> shape.column(attribute.column()))
                  .toArray());
      places = known;
    }
    return known.columns();
  }

  /** The entity's values in the places of its table's columns. */
  Object[] row(Object entity, TableShape shape) {
    Object[] row = new Object[shape.columns.size()];
    try {
      int[] columns = places(shape);
      for (int i = 0; i < columns.length; i++) {
        row[columns[i]] = Values.stored(attributes.get(i).get(entity));
      }
    } catch (IllegalAccessException e) {
      throw new NotSimulated(e);
    }
    return row;
  }

  Object blank() {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
  }

  /** Gives what the entity's attributes hold then. */
  Object[] fill(Object entity, Object[] row, TableShape shape) {
    Object[] held = new Object[attributes.size()];
    try {
      int[] columns = places(shape);
      for (int i = 0; i < columns.length; i++) {
        held[i] = attributes.get(i).set(entity, row[columns[i]]);
      }
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
    return held;
  }

  /** What the entity's attributes hold. */
  Object[] held(Object entity) {
    Object[] held = new Object[attributes.size()];
    try {
      for (int i = 0; i < held.length; i++) {
        held[i] = attributes.get(i).get(entity);
      }
    } catch (IllegalAccessException e) {
      throw new NotSimulated(e);
    }
    return held;
  }

  /**
   * The columns whose values the entity has changed.
   *
   * @param row the values once loaded
   * @param held what the attributes held then: what is still the same need not be converted
   */
  Map<Integer, Object> changes(Object entity, Object[] row, Object[] held, TableShape shape) {
    Map<Integer, Object> changes = Map.of();
    try {
      int[] columns = places(shape);
      for (int i = 0; i < columns.length; i++) {
        Object now = attributes.get(i).get(entity);
        if (Objects.equals(now, held[i]) && !(now instanceof Collection<?>)) {
          continue;
        }
        Object value = Values.stored(now);
        if (!Values.same(value, row[columns[i]])) {
          changes = changes.isEmpty() ? new HashMap<>() : changes;
          changes.put(columns[i], value);
        }
      }
    } catch (IllegalAccessException e) {
      throw new NotSimulated(e);
    }
    return changes;
  }

  /** The key of the row that has this id: a value, or an object with the id's parts. */
  Object key(Object id, TableShape shape) {
    if (ids.size() == 1 && ids.get(0).outer() == null) {
      return Values.key(Values.stored(id));
    }
    Object[] row = new Object[shape.columns.size()];
    try {
      List<Field> parts = partsOfIds.computeIfAbsent(id.getClass(), this::parts);
      for (int i = 0; i < parts.size(); i++) {
        row[shape.column(ids.get(i).column())] = Values.stored(parts.get(i).get(id));
      }
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
    return shape.keyOf(row);
  }

  private List<Field> parts(Class<?> idType) {
    List<Field> parts = new ArrayList<>();
    try {
      for (Attribute part : ids) {
        Field field = idType.getDeclaredField(part.field().getName());
        field.setAccessible(true);
        parts.add(field);
      }
    } catch (NoSuchFieldException e) {
      throw new NotSimulated(e);
    }
    return parts;
  }

  /** A column's value as an attribute of that type has it. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Object typed(Object value, Class<?> wanted) {
    if (value instanceof Long number) {
      if (wanted == int.class || wanted == Integer.class) {
        return Math.toIntExact(number);
      }
      return number;
    }
    if (value instanceof String name && wanted.isEnum()) {
      return Enum.valueOf((Class) wanted, name);
    }
    return value;
  }

  @Override
  public String toString() {
    return type.getSimpleName() + Arrays.toString(attributes.toArray());
  }
}
