package fiveseal.cardsim;

import fiveseal.manager.http.EdgeFilter;
import fiveseal.protocol.ErrorCode;
import jakarta.inject.Inject;

/** The edge of the card reader API: outside demo mode there is nothing behind it. */
public class CardSimEdgeFilter extends EdgeFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient CardSimulator simulator;

  @Override
  protected boolean isOpen() {
    return simulator.isOpen();
  }

  @Override
  protected boolean isApi(String path) {
    return true;
  }

  @Override
  protected String malformedType() {
    return ErrorCode.UNSUPPORTED_MEDIA_TYPE.sentence();
  }
}
