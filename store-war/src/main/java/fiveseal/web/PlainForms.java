package fiveseal.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import java.util.Map;

/** Forgets the nonce of a view whose form is answered with a new one by {@link NonceFilter}. */
public class PlainForms implements PhaseListener {
  private static final long serialVersionUID = 1L;

  @Override
  public void beforePhase(PhaseEvent event) {
    // The view is not there yet.
  }

  @Override
  public void afterPhase(PhaseEvent event) {
    FacesContext faces = event.getFacesContext();
    boolean fresh = faces.getExternalContext().getRequestMap().containsKey(NonceFilter.FRESH);
    if (fresh && faces.getViewRoot() != null) {
      Map<String, Object> view = faces.getViewRoot().getViewMap(false);
      if (view != null) {
        view.remove(NonceFilter.NONCE);
      }
    }
  }

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.RESTORE_VIEW;
  }
}
