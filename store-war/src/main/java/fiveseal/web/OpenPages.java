package fiveseal.web;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Keeps nothing for those who have not signed in: a page that everybody may open is stateless from
 * the beginning. The page says so too, but only while it is rendered; by then PrimeFaces has put
 * its nonce into the view, and with it into a session.
 */
public class OpenPages implements PhaseListener {
  private static final long serialVersionUID = 1L;

  @Override
  public void beforePhase(PhaseEvent event) {
    // The view is not there yet.
  }

  @Override
  public void afterPhase(PhaseEvent event) {
    FacesContext faces = event.getFacesContext();
    UIViewRoot view = faces.getViewRoot();
    if (view != null && PageRoles.of(view.getViewId()).isEmpty()) {
      view.setTransient(true);
    }
  }

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.RESTORE_VIEW;
  }
}
