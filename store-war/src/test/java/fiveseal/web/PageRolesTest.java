package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRolesTest {

  @ParameterizedTest
  @CsvSource({
    "/operator, OPERATOR, true",
    "/operator/, AUDITOR, true",
    "/operator/cards.xhtml, AUDITOR, true",
    "/operator/cards, MALL_ADMIN, false",
    "/operator/users, AUDITOR, false",
    "/operator/users.xhtml, OPERATOR, true",
    "/operator/not-there-yet, LOWER_STORE, false",
    "/console/settlements, LOWER_STORE, true",
    "/console/settlements, OPERATOR, false",
    "/console/stores.xhtml, LOWER_STORE, false",
    "/console/stores, MALL_ADMIN, true",
    "/account, LOWER_STORE, true",
  })
  void of_knowsWhoMay(String path, Role role, boolean may) {
    assertThat(PageRoles.of(path).orElseThrow().contains(role)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "/operator/card, OPERATOR, true",
    "/operator/card, AUDITOR, false",
    "/operator/card.xhtml, AUDITOR, false",
    "/operator/not-there-yet, AUDITOR, false",
    "/account, AUDITOR, true",
    "/account.xhtml, AUDITOR, true",
    "/console/orders, LOWER_STORE, true",
  })
  void maySend_isFalse_forAuditorsOutsideTheirAccount(String path, Role role, boolean may) {
    assertThat(PageRoles.maySend(path, role)).isEqualTo(may);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/index.xhtml", "/basket", "/operator/api/v1/cards", "/consoles", "/login"})
  void of_isEmpty_forWhatEverybodyMayOpen(String path) {
    assertThat(PageRoles.of(path)).isEmpty();
  }
}
