package fiveseal.mall.shop;

import fiveseal.mall.Mall;
import fiveseal.mall.ReceiptProof;
import fiveseal.mall.ReceiptProofs;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;

/** What a receipt's digest is of, and whether its seals verify now. */
@Named
@RequestScoped
public class ReceiptPage {
  private static final int DIGEST_BYTES = 32;

  @Inject private HttpServletRequest request;
  @Inject private Mall mall;
  @Inject private ReceiptProofs proofs;

  private ReceiptProof proof;

  public ReceiptProof getProof() {
    if (proof == null) {
      proof = proofs.of(digest()).orElseThrow(ShopAction::notFound);
    }
    return proof;
  }

  private byte[] digest() {
    try {
      byte[] digest =
          Base64Url.decode(
              Optional.ofNullable(request.getParameter("digest"))
                  .orElseThrow(ShopAction::notFound));
      if (digest.length == DIGEST_BYTES) {
        return digest;
      }
    } catch (ProtocolException e) {
      // What is no digest is the digest of nothing.
    }
    throw ShopAction.notFound();
  }

  /** In hexadecimal, as on the paper. */
  public String getDigest() {
    return HexFormat.of().formatHex(digest());
  }

  public String getMallName() {
    return mall.name();
  }
}
