package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.sql.NotSimulated;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Every bean of a type, for those who ask for {@code Instance}. */
final class Candidates<T> implements Instance<T> {
  private final List<T> beans;

  Candidates(List<T> beans) {
    this.beans = List.copyOf(beans);
  }

  @Override
  public Iterator<T> iterator() {
    return beans.iterator();
  }

  @Override
  public Stream<T> stream() {
    return beans.stream();
  }

  @Override
  public T get() {
    if (beans.size() != 1) {
      throw new NotSimulated(beans.size() + " beans, not one");
    }
    return beans.get(0);
  }

  @Override
  public boolean isUnsatisfied() {
    return beans.isEmpty();
  }

  @Override
  public boolean isAmbiguous() {
    return beans.size() > 1;
  }

  @Override
  public Instance<T> select(Annotation... qualifiers) {
    throw new NotSimulated("qualifiers");
  }

  @Override
  public <U extends T> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new NotSimulated("qualifiers");
  }

  @Override
  public <U extends T> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new NotSimulated("qualifiers");
  }

  @Override
  public void destroy(T instance) {
    throw new NotSimulated("destroy");
  }

  @Override
  public Handle<T> getHandle() {
    throw new NotSimulated("handles");
  }

  @Override
  public Iterable<? extends Handle<T>> handles() {
    throw new NotSimulated("handles");
  }
}
