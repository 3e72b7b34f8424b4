package fiveseal.keys;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;

/**
 * A token's library, ended and begun again (C_Finalize, C_Initialize). Libraries exist that never
 * find a token again that was away, SoftHSM among them, until this is done. Java does it at its own
 * end only, and opens no door to it: the server must be started with {@link #OPTION}.
 */
final class Pkcs11Library {
  static final String OPTION =
      "--add-opens=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED";

  private static final String WRAPPER = "sun.security.pkcs11.wrapper.PKCS11";
  private static final String ARGUMENTS = "sun.security.pkcs11.wrapper.CK_C_INITIALIZE_ARGS";
  private static final long OS_LOCKING = 2;

  private Pkcs11Library() {}

  /**
   * Everything that was open through the library is closed by it.
   *
   * @throws VaultException if Java does not let it, or the library fails
   */
  static void restart(Path library) {
    try {
      ClassLoader java = ClassLoader.getPlatformClassLoader();
      Class<?> wrapper = java.loadClass(WRAPPER);
      Class<?> arguments = java.loadClass(ARGUMENTS);
      Object flags = arguments.getConstructor().newInstance();
      arguments.getField("flags").setLong(flags, OS_LOCKING);
      Object loaded =
          wrapper
              .getMethod("getInstance", String.class, String.class, arguments, boolean.class)
              .invoke(null, library.toString(), "C_GetFunctionList", flags, false);
      wrapper.getMethod("C_Finalize", Object.class).invoke(loaded, new Object[] {null});
      Method initialize = wrapper.getDeclaredMethod("C_Initialize", Object.class);
      initialize.setAccessible(true);
      initialize.invoke(loaded, flags);
    } catch (InvocationTargetException e) {
      throw new VaultException("The library " + library + " cannot be begun again", e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new VaultException(
          "The library " + library + " can only be begun again by a restart, or with " + OPTION, e);
    }
  }
}
