package fiveseal.testbed.simulator.bugs;

import fiveseal.ledger.Ledger;
import fiveseal.ledger.PreparedPosting;
import fiveseal.ledger.Subject;
import java.time.Instant;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Posts once more, unless it does so already. */
final class Twice {
  private Twice() {}

  @Advice.OnMethodExit
  static void exit(
      @Advice.This Ledger ledger,
      @Advice.Argument(0) List<PreparedPosting> postings,
      @Advice.Argument(1) Subject subject,
      @Advice.Argument(2) Instant at) {
    if (Again.begin()) {
      ledger.post(postings, subject, at);
      Again.end();
    }
  }
}
