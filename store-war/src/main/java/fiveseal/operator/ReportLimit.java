package fiveseal.operator;

import fiveseal.manager.http.BodyLimit;
import jakarta.ws.rs.container.PreMatching;
import java.util.regex.Pattern;

/** Bodies are small, but what a bureau reports of ten thousand cards. */
@PreMatching
public class ReportLimit extends BodyLimit {
  private static final int REPORT_BYTES_MAX = 2 * 1024 * 1024;
  private static final Pattern REPORT = Pattern.compile("/?card-batches/[^/]+/report/?");

  @Override
  protected int bytesMax(String path) {
    return REPORT.matcher(path).matches() ? REPORT_BYTES_MAX : super.bytesMax(path);
  }
}
