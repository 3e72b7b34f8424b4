package fiveseal.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether an operator looks at each request for a certificate before the key is certified. Without
 * it the invitation's token alone says who asks.
 */
@ApplicationScoped
public class EnrolmentApproval {
  private static final String PROPERTY = "fiveseal.enrolment.approval";

  boolean isRequired() {
    return isRequired(ConfigProvider.getConfig().getOptionalValue(PROPERTY, String.class));
  }

  /**
   * @param setting {@code required} or {@code immediate}
   * @throws IllegalStateException if it is neither: nobody is certified by mistake
   */
  static boolean isRequired(Optional<String> setting) {
    return switch (setting.orElse("immediate")) {
      case "required" -> true;
      case "immediate" -> false;
      default -> throw new IllegalStateException(PROPERTY + " is neither required nor immediate");
    };
  }
}
