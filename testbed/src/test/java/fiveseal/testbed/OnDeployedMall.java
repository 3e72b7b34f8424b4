package fiveseal.testbed;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** Base of the tests that reach the deployed application from outside, through {@link Mall}. */
@ArquillianTest
abstract class OnDeployedMall {

  /** The built file, copied to another folder, with nothing added. */
  @Deployment(testable = false)
  static EnterpriseArchive application() {
    return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Medium.ear().toFile());
  }
}
