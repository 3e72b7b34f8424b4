package fiveseal.keys;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A token's library, ended and begun again (C_Finalize, C_Initialize). Libraries exist that never
 * find a token again that was away, SoftHSM among them, until this is done. Java does it at its own
 * end only, and opens no door to it: the server must be started with {@link #OPTIONS}.
 *
 * <p>Nobody may compute through the library meanwhile, or afterwards with anything of before: a
 * library begun again numbers its sessions and objects from the start, so that an old handle is
 * another key's. Java itself keeps such handles and closes and destroys by them what it believes to
 * be garbage, which would be the keys in the token; so it is made to forget them.
 */
final class Pkcs11Library {
  private static final String PACKAGE = "sun.security.pkcs11";
  private static final String OPENS = "--add-opens=jdk.crypto.cryptoki/";

  /** What the server's Java must be started with. */
  static final List<String> OPTIONS =
      List.of(OPENS + PACKAGE + "=ALL-UNNAMED", OPENS + PACKAGE + ".wrapper=ALL-UNNAMED");

  private static final String WRAPPER = PACKAGE + ".wrapper.PKCS11";
  private static final String ARGUMENTS = PACKAGE + ".wrapper.CK_C_INITIALIZE_ARGS";
  private static final String NOT_BEGUN = "CKR_CRYPTOKI_NOT_INITIALIZED";
  private static final long OS_LOCKING = 2;

  private Pkcs11Library() {}

  /**
   * Everything that was open through the library is closed by it.
   *
   * @throws VaultException if Java does not let it, or the library fails
   */
  static void restart(Path library) {
    try {
      Class<?> wrapper = java(WRAPPER);
      Class<?> arguments = java(ARGUMENTS);
      Object flags = arguments.getConstructor().newInstance();
      arguments.getField("flags").setLong(flags, OS_LOCKING);
      Object loaded =
          wrapper
              .getMethod("getInstance", String.class, String.class, arguments, boolean.class)
              .invoke(null, library.toString(), "C_GetFunctionList", flags, false);
      Method initialize = wrapper.getDeclaredMethod("C_Initialize", Object.class);
      initialize.setAccessible(true);
      forgetHandles("SessionKeyRef", "refSet");
      forgetHandles("SessionRef", "refList");
      end(wrapper.getMethod("C_Finalize", Object.class), loaded);
      initialize.invoke(loaded, flags);
    } catch (InvocationTargetException e) {
      throw new VaultException("The library " + library + " cannot be begun again", e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new VaultException(
          "The library "
              + library
              + " can only be begun again by a restart, or with "
              + String.join(" ", OPTIONS),
          e);
    }
  }

  /** One that could not be begun, since its token was away, is ended already. */
  private static void end(Method finish, Object loaded) throws ReflectiveOperationException {
    try {
      finish.invoke(loaded, new Object[] {null});
    } catch (InvocationTargetException e) {
      if (!NOT_BEGUN.equals(e.getCause().getMessage())) {
        throw e;
      }
    }
  }

  /** Java's references to what it would close or destroy once nobody uses it; and now will not. */
  private static void forgetHandles(String references, String all)
      throws ReflectiveOperationException {
    Class<?> type = java(PACKAGE + "." + references);
    Set<?> handles = (Set<?>) value(type, all);
    synchronized (handles) {
      handles.forEach(each -> ((Reference<?>) each).clear());
      handles.clear();
    }
    ReferenceQueue<?> garbage = (ReferenceQueue<?>) value(type, "refQueue");
    while (garbage.poll() != null) {
      // That one is forgotten too.
    }
  }

  private static Object value(Class<?> type, String field) throws ReflectiveOperationException {
    Field found = type.getDeclaredField(field);
    found.setAccessible(true);
    return found.get(null);
  }

  private static Class<?> java(String name) throws ClassNotFoundException {
    return ClassLoader.getPlatformClassLoader().loadClass(name);
  }
}
