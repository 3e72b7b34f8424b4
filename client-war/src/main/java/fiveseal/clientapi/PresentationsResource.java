package fiveseal.clientapi;

import fiveseal.manager.CardOutcome;
import fiveseal.manager.Presentations;
import fiveseal.manager.Presented;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Presentations of a card: its doubts end with its own word, and what is due is handed out. */
@Path("presentations")
@RequestScoped
public class PresentationsResource {
  @EJB private Presentations presentations;
  @Inject private Rates rates;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response present(byte[] body) {
    PresentationBody presentation = PresentationBody.read(body);
    rates.card(presentation.proof().cardNumber());
    return Answers.json(
        200, json(presentations.present(presentation.proof(), presentation.answers())));
  }

  private static Map<String, Object> json(Presented presented) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("wanted", presented.wanted());
    presented.update().ifPresent(message5 -> members.put("update", message5));
    members.put("results", presented.results().stream().map(PresentationsResource::json).toList());
    return members;
  }

  private static Map<String, Object> json(CardOutcome outcome) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", outcome.id());
    members.put("kind", outcome.kind());
    members.put("state", outcome.state());
    members.put("amount", outcome.amountMinor());
    members.put("currency", outcome.currency());
    members.put("description", outcome.description());
    outcome.store().ifPresent(store -> members.put("store", store));
    return members;
  }
}
