package fiveseal.manager.shop;

/**
 * A picture as it is served.
 *
 * @param digest SHA-256 of {@code png} in hex, its address
 * @param png the file
 */
public record Picture(String digest, byte[] png) {
  public Picture {
    png = png.clone();
  }

  @Override
  public byte[] png() {
    return png.clone();
  }
}
