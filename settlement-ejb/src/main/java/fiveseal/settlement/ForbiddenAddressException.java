package fiveseal.settlement;

import java.net.UnknownHostException;

/** A name resolved to an address that nothing may be sent to. */
final class ForbiddenAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  ForbiddenAddressException() {
    super("not a public address");
  }
}
