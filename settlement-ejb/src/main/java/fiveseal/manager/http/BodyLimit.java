package fiveseal.manager.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Refuses bodies that are too large, whether they say so or not, and bodies of no type. */
@PreMatching
public class BodyLimit implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > LimitedStream.BYTES_MAX) {
      throw LimitedStream.tooLarge();
    }
    BodyType.require(request);
    request.setEntityStream(new LimitedStream(request.getEntityStream()));
  }
}
