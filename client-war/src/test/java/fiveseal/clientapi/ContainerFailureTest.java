package fiveseal.clientapi;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.ConcurrentAccessTimeoutException;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A problem finds the reason in what the container's own exceptions wrap. */
class ContainerFailureTest {

  @Test
  void of_aWrappedRefusal_keepsItsCodeAndMembers() {
    ProtocolException refusal =
        new ProtocolException(ErrorCode.SETTLEMENT_ENDED, "it expired", Map.of("state", "EXPIRED"));

    Problem problem =
        Problem.of(new EJBException(new EJBTransactionRolledbackException("rolled back", refusal)));

    assertThat(new String(problem.json(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"urn:fiveseal:error:settlement-ended\","
                + "\"title\":\"The settlement has ended.\",\"status\":409,"
                + "\"code\":\"settlement-ended\",\"detail\":\"it expired\",\"state\":\"EXPIRED\"}");
  }

  @Test
  void json_ofAMemberNamedLikeAStandardOne_keepsTheStandardOne() {
    Problem problem = new Problem(ErrorCode.NOT_FOUND, "none", Map.of("status", "200"));

    assertThat(new String(problem.json(), StandardCharsets.UTF_8)).contains("\"status\":404");
  }

  @ParameterizedTest
  @CsvSource({
    "08006, UNAVAILABLE",
    "53100, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "40001, UNAVAILABLE",
    "55P03, UNAVAILABLE",
    "23505, UNAVAILABLE",
    ", UNAVAILABLE",
    "23514, INTERNAL",
    "42501, INTERNAL",
    "22021, INTERNAL"
  })
  void of_aDatabaseFailure_tellsOutageFromDefect(String sqlState, ErrorCode code) {
    Exception failure =
        new EJBException(new PersistenceException(new SQLException("secret", sqlState)));

    assertThat(Problem.of(failure).code()).isEqualTo(code);
  }

  @Test
  void of_whatTheContainerThrowsInAnOutage_isUnavailable() {
    assertThat(Problem.of(new ConcurrentAccessTimeoutException()).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Problem.of(new EJBException(new RollbackException())).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Problem.of(new EJBTransactionRolledbackException("timeout")).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Problem.of(new EJBException(new LockTimeoutException())).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Problem.of(new EJBException(new ProviderException("token gone"))).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void of_aDefect_isInternalWithAnIdAndNothingElse() {
    Exception defect =
        new EJBTransactionRolledbackException(
            "rolled back", new IllegalStateException("secret detail"));

    Problem problem = Problem.of(defect);

    assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(problem.id()).isPresent();
    assertThat(new String(problem.json(), StandardCharsets.UTF_8)).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "400, message-malformed",
    "404, not-found",
    "405, method-not-allowed",
    "406, not-acceptable",
    "413, body-too-large",
    "415, unsupported-media-type",
    "418, message-malformed",
    "500, internal",
    "503, unavailable"
  })
  void ofStatus_givesTheRegistrysCode(int status, String code) {
    assertThat(Problem.ofStatus(status).code().code()).isEqualTo(code);
  }
}
