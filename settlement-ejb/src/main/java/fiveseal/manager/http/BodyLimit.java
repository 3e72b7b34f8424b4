package fiveseal.manager.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Refuses bodies that are too large, whether they say so or not, and bodies of no type. */
@PreMatching
public class BodyLimit implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    int max = bytesMax(request.getUriInfo().getPath());
    if (request.getLength() > max) {
      throw LimitedStream.tooLarge(max);
    }
    BodyType.require(request);
    request.setEntityStream(new LimitedStream(request.getEntityStream(), max));
  }

  /**
   * How large a body may be.
   *
   * @param path of the request, below the application's
   * @return bytes
   */
  protected int bytesMax(String path) {
    return LimitedStream.BYTES_MAX;
  }
}
