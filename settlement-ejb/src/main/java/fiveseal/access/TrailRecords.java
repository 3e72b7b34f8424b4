package fiveseal.access;

import fiveseal.manager.AdminAction;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.UuidV7;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The trail's rows, written inside whatever transaction there is. */
@Dependent
public class TrailRecords {
  private static final int SUBJECT_MAX = 200;
  private static final int DETAIL_MAX = 1000;
  private static final String FIRST_OF_ALL = "ffffffff-ffff-7fff-ffff-ffffffffffff";

  /** Sixteen digits, with or without spaces between groups of four, are a card's number. */
  private static final Pattern CARD_NUMBER =
      Pattern.compile("(?<!\\d)\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?(\\d{4})(?!\\d)");

  private static final String INSERT =
      "INSERT INTO access.admin_action (action_id, done_at, user_id, user_name, role, store_id,"
          + " mall_id, what, subject, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  @Inject AccessDatabase database;
  @Inject UuidV7 ids;

  /**
   * Adds an entry that concerns a user.
   *
   * @param about whose data it concerns; the mall that manages the user may read it
   */
  void add(Login who, Account about, String what, String subject, String detail, Instant now) {
    add(who, about.storeId(), about.mallId(), what, subject, detail, now);
  }

  void add(
      Login who,
      Optional<String> storeId,
      Optional<String> mallId,
      String what,
      String subject,
      String detail,
      Instant now) {
    database.update(
        INSERT,
        ids.next(),
        now,
        Optional.of(who.userId()).filter(id -> !id.isEmpty()),
        who.name(),
        who.role(),
        storeId,
        mallId,
        what,
        cut(masked(subject), SUBJECT_MAX),
        cut(masked(detail), DETAIL_MAX));
  }

  /** Newest first. */
  AdminActionPage page(
      Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM access.admin_action WHERE action_id < ?");
    parameters.add(after.orElse(FIRST_OF_ALL));
    if (tenant.kind() != Tenant.Kind.OPERATOR) {
      sql.append(" AND mall_id = ?");
      parameters.add(tenant.storeId());
    }
    userName.ifPresent(
        name -> {
          sql.append(" AND user_name = ?");
          parameters.add(LoginName.normal(name));
        });
    sql.append(" ORDER BY action_id DESC LIMIT ?");
    parameters.add(limit + 1);
    return page(database.query(sql.toString(), TrailRecords::action, parameters.toArray()), limit);
  }

  /** One row more than wanted shows that there is a following page. */
  private static AdminActionPage page(List<AdminAction> rows, int limit) {
    boolean more = rows.size() > limit;
    List<AdminAction> page = List.copyOf(more ? rows.subList(0, limit) : rows);
    return new AdminActionPage(
        page, more ? Optional.of(page.get(limit - 1).actionId()) : Optional.empty());
  }

  private static AdminAction action(ResultSet row) throws SQLException {
    return new AdminAction(
        row.getString("action_id"),
        AccessDatabase.time(row, "done_at"),
        row.getString("user_name"),
        Role.valueOf(row.getString("role")),
        AccessDatabase.optionalText(row, "store_id"),
        row.getString("what"),
        row.getString("subject"),
        row.getString("detail"));
  }

  private static String masked(String text) {
    return CARD_NUMBER.matcher(text).replaceAll("************$1");
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
