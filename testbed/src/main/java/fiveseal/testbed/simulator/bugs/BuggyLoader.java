package fiveseal.testbed.simulator.bugs;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;

/** Loads the product and the simulator once more, one class of them with a bug. */
final class BuggyLoader extends ClassLoader {
  private static final String OURS = "fiveseal.";
  private final Bug bug;

  BuggyLoader(ClassLoader parent, Bug bug) {
    super(parent);
    this.bug = bug;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = name.equals(bug.type()) ? planted() : original(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] original(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] planted() {
    ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(getParent());
    TypePool types = TypePool.Default.of(locator);
    return bug.plant(
            new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .redefine(types.describe(bug.type()).resolve(), locator))
        .make()
        .getBytes();
  }
}
