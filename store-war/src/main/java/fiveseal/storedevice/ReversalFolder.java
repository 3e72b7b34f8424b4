package fiveseal.storedevice;

import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reversals as files, one for a message, named by kind and id. */
final class ReversalFolder implements ReversalJournal {
  private final SignedFiles files;

  ReversalFolder(Path folder) {
    files = new SignedFiles(folder);
  }

  @Override
  public String made(Kind kind, String id, String message) {
    return files.made(prefix(kind) + id, message);
  }

  @Override
  public Optional<String> kept(Kind kind, String id) {
    return files.kept(prefix(kind) + id);
  }

  @Override
  public List<String> refundsOf(String settlementId) {
    return files.beginning(prefix(Kind.REFUND)).stream()
        .filter(message -> isOf(settlementId, message))
        .toList();
  }

  private static boolean isOf(String settlementId, String refund) {
    return Signed.parse(refund, RefundRequest.class).message().settlementId().equals(settlementId);
  }

  @Override
  public void dropped(Kind kind, String id) {
    files.dropped(prefix(kind) + id);
  }

  private static String prefix(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "-";
  }
}
