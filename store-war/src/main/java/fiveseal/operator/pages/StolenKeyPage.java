package fiveseal.operator.pages;

import fiveseal.manager.Affected;
import fiveseal.manager.CeremonyProposal;
import fiveseal.manager.CompromisePage;
import fiveseal.manager.CompromiseReports;
import fiveseal.manager.CompromiseSummary;
import fiveseal.manager.CompromisedKey;
import fiveseal.manager.CompromisedKind;
import fiveseal.manager.KeyCeremonies;
import fiveseal.manager.Role;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What a stolen key may have touched, before anything is done about it. */
@Named("stolenKeyPage")
@ViewScoped
public class StolenKeyPage implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int LIMIT = 50;
  private static final String PAGE = "compromise";

  @EJB private CompromiseReports reports;
  @EJB private KeyCeremonies ceremonies;
  @Inject private CurrentLogin login;
  @Inject private Formats formats;

  private String kind;
  private String key;
  private String at;
  private String after;
  private String reason;
  private transient CompromiseSummary summary;
  private transient CompromisePage page;
  private transient String wrong;

  /** Reads what is shown; a key that there is not is told on the page. */
  public void load() {
    StolenKeyWish wish = wish();
    Optional<CompromisedKey> stolen = wish.stolen();
    if (stolen.isEmpty()) {
      wrong = wish.isAnything() ? "compromise.incomplete" : null;
      return;
    }
    try {
      page = reports.affected(login.login(), stolen.get(), Optional.ofNullable(after), LIMIT);
      summary = after == null ? reports.summary(login.login(), stolen.get()) : null;
    } catch (RuntimeException e) {
      wrong = wrong(Problem.of(e).code(), e);
    }
  }

  /** Proposes to declare it; nothing happens before another operator approves. */
  @Acts(Role.OPERATOR)
  public void propose() {
    CompromisedKey stolen = wish().stolen().orElseThrow();
    ceremonies.propose(
        login.login(),
        new CeremonyProposal(
            "COMPROMISE",
            Optional.of(stolen.kind().name()),
            Optional.of(stolen.key()),
            Optional.of(stolen.stolenAt()),
            reason,
            Optional.empty()));
    PageMoves.done("compromise.proposed", PAGE, "kind", kind, "key", key, "at", at);
  }

  private static String wrong(ErrorCode code, RuntimeException otherwise) {
    return switch (code) {
      case NOT_FOUND -> "compromise.unknown";
      case MESSAGE_REFUSED -> "compromise.future";
      default -> throw otherwise;
    };
  }

  private StolenKeyWish wish() {
    return new StolenKeyWish(kind, key, at, formats.getZone());
  }

  public CompromisedKind[] getKinds() {
    return CompromisedKind.values();
  }

  /** Null on a further page of the list. */
  public CompromiseSummary getSummary() {
    return summary;
  }

  public boolean isShown() {
    return page != null;
  }

  public List<Affected> getAffected() {
    return page == null ? List.of() : page.affected();
  }

  /** The text that says what is wrong with what was typed; null if nothing is. */
  public String getWrong() {
    return wrong;
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address(PAGE, "kind", kind, "key", key, "at", at);
  }

  public String getNext() {
    return page == null
        ? null
        : PageMoves.following(PAGE, page.next(), "kind", kind, "key", key, "at", at);
  }

  /** The address of the whole list as a file. */
  public String getFile() {
    return PageMoves.address(PAGE + ".csv", "kind", kind, "key", key, "at", at);
  }

  /** What was typed, as far as it is a time: browsers complain of anything else. */
  public String getShownAt() {
    return wish().time().isPresent() ? at : null;
  }

  public String getZone() {
    return formats.getZone().getId();
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public String getAt() {
    return at;
  }

  public void setAt(String at) {
    this.at = at;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }
}
