package fiveseal.mall.console;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.SealFinding;
import fiveseal.manager.SettlementStory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** What pages name by a value has a text for every value. */
class ConsoleTextsTest {

  @Test
  void everyValueThatAPageNames_hasItsText() {
    List<String> keys = new ArrayList<>();
    Arrays.stream(SettlementStory.Happened.values()).forEach(what -> keys.add("event." + what));
    Arrays.stream(SealFinding.Subject.values()).forEach(subject -> keys.add("fact." + subject));
    for (int seal = 1; seal <= 4; seal++) {
      keys.add("seal." + seal);
    }
    new RefundPage().getReasons().forEach(reason -> keys.add("refund.reason." + reason));
    for (String state : List.of("DUE", "ISSUED", "DONE", "ON_ITS_WAY", "REFUSED")) {
      keys.add("refund.state." + state);
    }
    for (String kind :
        List.of("PAYMENT", "COMMISSION", "FEE", "REVERSAL", "REFUND_ACCEPTED", "REFUND_DONE")) {
      keys.add("transfer." + kind);
    }
    for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      assertThat(ResourceBundle.getBundle("fiveseal.mall.console", language).keySet())
          .containsAll(keys);
    }
  }
}
