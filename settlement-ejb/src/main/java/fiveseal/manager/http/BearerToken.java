package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Locale;

/** What stands behind {@code Authorization: Bearer} (RFC 6750). */
public final class BearerToken {
  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /**
   * @param authorization the header, or null
   * @throws ProtocolException {@code signature-refused} if there is no bearer token
   */
  public static String of(String authorization) {
    if (authorization == null
        || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        || authorization.length() == SCHEME.length()) {
      throw new ProtocolException(ErrorCode.SIGNATURE_REFUSED, "a bearer token is missing");
    }
    return authorization.substring(SCHEME.length());
  }
}
