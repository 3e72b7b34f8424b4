package fiveseal.storedevice;

import java.net.URI;

/**
 * A signed request on its way through the client device (claim 19): the store sends nothing itself,
 * the client relays the exact bytes to the manager.
 *
 * @param message1 compact JWS; also the text of a QR code, {@code application/jose} when posted
 */
public record HandOver(String message1, URI clientBase) {

  /** For a hyperlink: behind the hash sign, so that no server on the way sees it. */
  public String link() {
    return clientBase + "/#request=" + message1;
  }

  /** For a QR code; the link, so that any camera opens the holder's wallet with it. */
  public String qrText() {
    return link();
  }

  /**
   * A page whose one button hands the request to the holder's wallet. The message consists of
   * letters, digits, hyphens, underscores and dots, the address was escaped: nothing in it ends an
   * attribute.
   */
  public String formPost() {
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Pay</title></head>
        <body><form method="post" action="ADDRESS/" accept-charset="utf-8">
        <input type="hidden" name="request" value="MESSAGE">
        <button type="submit">Pay with your card</button>
        </form></body></html>
        """
        .replace("ADDRESS", escaped(clientBase.toString()))
        .replace("MESSAGE", message1);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
