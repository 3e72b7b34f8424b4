package fiveseal.testbed;

/** An answer that is no success. */
final class Refused extends Trouble {

  private static final long serialVersionUID = 1L;

  private final transient Http.Reply reply;

  Refused(Http.Reply reply) {
    super(reply.request() + " was answered with " + reply.status() + " " + reply.body().strip());
    this.reply = reply;
  }

  Http.Reply reply() {
    return reply;
  }

  /** The success itself, or this. */
  static Http.Reply unless2xx(Http.Reply reply) {
    if (reply.status() / 100 != 2) {
      throw new Refused(reply);
    }
    return reply;
  }
}
