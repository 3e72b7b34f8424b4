package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody who is logged in can try through a token's library itself (PKCS#11 2.40), past the
 * JCA. It is there while a vault is open on the same token.
 */
final class RawToken {
  static final long PRIVATE_KEY = 3;
  static final long SECRET_KEY = 4;
  static final long AES_KEY_WRAP = 0x2109;
  static final long AES_KEY_WRAP_PAD = 0x210A;

  private static final String PACKAGE = "sun.security.pkcs11.wrapper.";
  private static final long SERIAL_AND_WRITING = 4 | 2;
  private static final long AES_KEY_GEN = 0x1080;
  private static final long CLASS = 0;
  private static final long TOKEN = 1;
  private static final long VALUE = 0x11;
  private static final long SENSITIVE = 0x103;
  private static final long WRAP = 0x106;
  private static final long VALUE_LENGTH = 0x161;
  private static final long EXTRACTABLE = 0x162;
  private static final int OBJECTS_MAX = 100;

  private final Object library;
  private final long session;

  RawToken(VaultSettings settings) throws ReflectiveOperationException {
    Class<?> arguments = type("CK_C_INITIALIZE_ARGS");
    library =
        type("PKCS11")
            .getMethod("getInstance", String.class, String.class, arguments, boolean.class)
            .invoke(null, settings.path().toString(), "C_GetFunctionList", null, true);
    session = (long) call("C_OpenSession", settings.slot(), SERIAL_AND_WRITING, null, null);
  }

  /** Handles of the keys in the token, of one kind. */
  List<Long> keys(long kind) throws ReflectiveOperationException {
    call("C_FindObjectsInit", session, attributes(attribute(CLASS, kind), attribute(TOKEN, true)));
    long[] found = (long[]) call("C_FindObjects", session, OBJECTS_MAX);
    call("C_FindObjectsFinal", session);
    return Arrays.stream(found).boxed().toList();
  }

  /** A new AES key in the token that may wrap others. */
  long wrappingKey() throws ReflectiveOperationException {
    return generate(attribute(WRAP, true));
  }

  /** A new key that may leave the token. */
  long extractableKey() throws ReflectiveOperationException {
    return generate(attribute(EXTRACTABLE, true), attribute(SENSITIVE, false));
  }

  private long generate(Object... attributes) throws ReflectiveOperationException {
    List<Object> all = new ArrayList<>(List.of(attributes));
    all.add(attribute(TOKEN, false));
    all.add(attribute(VALUE_LENGTH, 32L));
    return (long) call("C_GenerateKey", session, mechanism(AES_KEY_GEN), attributes(all.toArray()));
  }

  /** Empty if it could be wrapped, else the token's word for why not. */
  String wrap(long mechanism, long wrappingKey, long key) throws ReflectiveOperationException {
    return refusal("C_WrapKey", session, mechanism(mechanism), wrappingKey, key);
  }

  /** Empty if its value could be read, else the token's word for why not. */
  String read(long key) throws ReflectiveOperationException {
    Object value = type("CK_ATTRIBUTE").getConstructor(long.class).newInstance(VALUE);
    return refusal("C_GetAttributeValue", session, key, attributes(value));
  }

  private String refusal(String name, Object... arguments) throws ReflectiveOperationException {
    try {
      call(name, arguments);
      return "";
    } catch (InvocationTargetException e) {
      return e.getCause().getMessage();
    }
  }

  private Object call(String name, Object... arguments) throws ReflectiveOperationException {
    for (Method method : type("PKCS11").getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        return method.invoke(library, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Object mechanism(long mechanism) throws ReflectiveOperationException {
    return type("CK_MECHANISM").getConstructor(long.class).newInstance(mechanism);
  }

  private static Object attribute(long type, long value) throws ReflectiveOperationException {
    return type("CK_ATTRIBUTE").getConstructor(long.class, long.class).newInstance(type, value);
  }

  private static Object attribute(long type, boolean value) throws ReflectiveOperationException {
    return type("CK_ATTRIBUTE").getConstructor(long.class, boolean.class).newInstance(type, value);
  }

  private static Object attributes(Object... all) throws ReflectiveOperationException {
    Object array = Array.newInstance(type("CK_ATTRIBUTE"), all.length);
    for (int i = 0; i < all.length; i++) {
      Array.set(array, i, all[i]);
    }
    return array;
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return ClassLoader.getPlatformClassLoader().loadClass(PACKAGE + name);
  }
}
