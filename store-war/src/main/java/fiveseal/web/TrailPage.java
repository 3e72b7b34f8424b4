package fiveseal.web;

import fiveseal.manager.AdminAction;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.protocol.UuidV7;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;

/** What administrators did, newest first. */
@Named
@RequestScoped
public class TrailPage {
  private static final int PAGE_ROWS = 50;

  @Inject private HttpServletRequest request;
  @Inject private CurrentLogin login;
  @Inject private PagePath path;
  @EJB private AdminTrail trail;

  private AdminActionPage page;

  private AdminActionPage page() {
    if (page == null) {
      page = trail.page(login.tenant(), user(), after(), PAGE_ROWS);
    }
    return page;
  }

  private Optional<String> user() {
    return Optional.ofNullable(request.getParameter("user"))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> after() {
    return Optional.ofNullable(request.getParameter("after")).filter(UuidV7::isCanonical);
  }

  public List<AdminAction> getActions() {
    return page().actions();
  }

  /** What was done, in words; a code that the texts do not know is shown as it is. */
  public String what(AdminAction action) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "t");
    String key = "trail." + action.what();
    return texts.containsKey(key) ? texts.getString(key) : action.what();
  }

  /** The name that the list is limited to, or an empty text. */
  public String getUser() {
    return user().orElse("");
  }

  /** The address of the following page, or null. */
  public String getNext() {
    return page()
        .next()
        .map(next -> here() + (user().isPresent() ? "&" : "?") + "after=" + next)
        .orElse(null);
  }

  /** The address of the first page, or null if this is it. */
  public String getFirst() {
    return after().isPresent() ? here() : null;
  }

  /** With the filter, without the place in the list. */
  private String here() {
    return request.getContextPath()
        + path.getCurrent()
        + user().map(name -> "?user=" + URLEncoder.encode(name, StandardCharsets.UTF_8)).orElse("");
  }
}
