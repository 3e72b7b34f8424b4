package fiveseal.operator.pages;

import fiveseal.manager.Books;
import fiveseal.manager.FloatReport;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Where the money is that was loaded. */
@Named("floatPage")
@RequestScoped
public class FloatPage {
  @EJB private Books books;
  @Inject private CurrentLogin login;

  private List<FloatReport> floats;

  /** Reads what is shown. */
  public void load() {
    floats = books.floats(login.login());
  }

  public List<FloatReport> getFloats() {
    return floats;
  }
}
