package fiveseal.stores;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveseal.manager.Enrolment;
import fiveseal.manager.Stores;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/**
 * Where an invited store without a program of ours has its key certified: what {@code POST
 * /enrolments} does, typed and pasted. The same again has the same answer, so the certificates are
 * fetched by asking once more.
 */
@Named("enrolPage")
@RequestScoped
public class EnrolPage {
  private static final List<String> COMMANDS =
      List.of(
          "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
          "openssl req -new -sha256 -key key.pem -subj /CN=store -out request.pem");
  private static final String LINE = "(?<=\\G.{64})";
  private static final String DOWNLOAD = "chain-download";

  @EJB private Stores stores;
  @Inject private HttpServletRequest sent;

  private String token;
  private String request;
  private Enrolment enrolment;

  /** Asks for the certificate; what is refused is told in one sentence. */
  public void send() {
    enrolment = stores.enrol(text(token).strip(), text(request).strip() + "\n");
  }

  /** Gives the certificates as a file, the store's own first. */
  public void download() throws IOException {
    send();
    if (enrolment.isWaiting()) {
      return;
    }
    byte[] file = pem().getBytes(US_ASCII);
    ExternalContext response = FacesContext.getCurrentInstance().getExternalContext();
    response.setResponseContentType("application/pem-certificate-chain");
    response.setResponseContentLength(file.length);
    response.setResponseHeader(
        "Content-Disposition", "attachment; filename=\"" + enrolment.storeId() + ".pem\"");
    response.getResponseOutputStream().write(file);
    FacesContext.getCurrentInstance().responseComplete();
  }

  private String pem() {
    StringBuilder pem = new StringBuilder();
    for (String der : enrolment.x5c()) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(String.join("\n", der.split(LINE, -1)))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString();
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }

  /** Whether there is an answer at all. */
  public boolean isAnswered() {
    return enrolment != null;
  }

  /** Whether an operator has to look at the key first. */
  public boolean isWaiting() {
    return isAnswered() && enrolment.isWaiting();
  }

  /** Whether the certificates are there. */
  public boolean isCertified() {
    return isAnswered() && !enrolment.isWaiting();
  }

  /**
   * Whether the certificates are asked for: a form that is not there takes no press of a button.
   */
  public boolean isFetching() {
    return sent.getParameter(DOWNLOAD) != null;
  }

  public String getStoreId() {
    return enrolment.storeId();
  }

  public String getManagerId() {
    return enrolment.managerId();
  }

  public String getKid() {
    return enrolment.kid();
  }

  /** How a key and its request are made with a program that many have. */
  public List<String> getCommands() {
    return COMMANDS;
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token;
  }

  public String getRequest() {
    return request;
  }

  public void setRequest(String request) {
    this.request = request;
  }
}
