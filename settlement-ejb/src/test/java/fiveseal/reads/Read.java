package fiveseal.reads;

import java.util.function.Function;

/**
 * A question to the manager or the mall.
 *
 * @param method interface and method
 * @param what which of its cases
 * @param rowsMax so many rows may be read for it, by all its statements together
 */
record Read(String method, String what, long rowsMax, Function<Manager, Object> question) {
  String name() {
    return method + " " + what;
  }

  Object of(Manager manager) {
    return question.apply(manager);
  }
}
