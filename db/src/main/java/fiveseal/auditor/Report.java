package fiveseal.auditor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The findings as an operator reads them; the last line says it all. */
final class Report {
  private Report() {}

  static List<String> lines(Findings findings) {
    List<String> lines = new ArrayList<>();
    for (Check check : Check.values()) {
      lines.add(headline(findings, check));
      findings.notes(check).forEach(note -> lines.add("       " + note));
      findings.shown(check).forEach(violation -> lines.add("     ! " + violation));
      long more = findings.violations(check) - findings.shown(check).size();
      if (more > 0) {
        lines.add("     ! and " + number(more) + " more");
      }
    }
    lines.add(closing(findings));
    return lines;
  }

  private static String headline(Findings findings, Check check) {
    long violations = findings.violations(check);
    String outcome = violations == 0 ? "ok" : number(violations) + " violations";
    String count = number(findings.checked(check)) + " " + check.unit();
    if (findings.checked(check) == 0 && violations == 0) {
      count = "no " + check.unit();
      outcome = "nothing to check";
    }
    return String.format(
        Locale.ROOT, "%3d  %-13s %-34s %s", check.number(), check.title(), count, outcome);
  }

  private static String closing(Findings findings) {
    return String.format(
        Locale.ROOT,
        "audit: %d checks over %,d settlements, %,d messages, %,d transfers: %,d violations",
        Check.values().length,
        findings.settlements(),
        findings.checked(Check.SIGNATURES),
        findings.checked(Check.TRANSFERS),
        findings.violations());
  }

  /** With separators, as in {@code 1,204}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
