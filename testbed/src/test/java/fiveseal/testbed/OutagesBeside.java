package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Lets {@link OutagesIT}, if it is to be run, begin before the first test. */
public final class OutagesBeside implements TestExecutionListener {

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    boolean wanted =
        plan.getRoots().stream()
            .flatMap(root -> plan.getChildren(root).stream())
            .flatMap(test -> test.getSource().stream())
            .anyMatch(
                source ->
                    source instanceof ClassSource of
                        && of.getClassName().equals(OutagesIT.class.getName()));
    if (wanted) {
      try {
        OutagesIT.begun();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
