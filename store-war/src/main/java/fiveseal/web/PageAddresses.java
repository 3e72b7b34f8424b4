package fiveseal.web;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Sends every form to its page's whole address, the query included: whoever has to sign in first,
 * or sends a form that the server no longer knows, then comes back to the same page.
 */
public class PageAddresses extends ViewHandlerWrapper {

  public PageAddresses(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public String getActionURL(FacesContext faces, String viewId) {
    String address = super.getActionURL(faces, viewId);
    HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
    String query = request.getQueryString();
    if (query == null || address.contains("?") || !isOfThePageShown(faces, viewId)) {
      return address;
    }
    return WayBack.of(address + "?" + query).orElse(address);
  }

  private static boolean isOfThePageShown(FacesContext faces, String viewId) {
    UIViewRoot shown = faces.getViewRoot();
    return faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE
        && shown != null
        && viewId.equals(shown.getViewId());
  }
}
