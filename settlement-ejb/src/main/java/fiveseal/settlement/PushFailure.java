package fiveseal.settlement;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What the log of deliveries says of an attempt that brought no answer; never foreign text. */
final class PushFailure {
  private PushFailure() {}

  static String of(IOException failure) {
    if (failure instanceof ForbiddenAddressException) {
      return "not a public address";
    } else if (failure instanceof UnknownHostException) {
      return "the host has no address";
    } else if (failure instanceof SSLException) {
      return "TLS refused";
    } else if (failure instanceof InterruptedIOException) {
      return "no whole answer in time";
    } else if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "no connection";
    }
    return "no answer: " + failure.getClass().getSimpleName();
  }
}
