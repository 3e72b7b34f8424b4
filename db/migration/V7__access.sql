-- Who may use the consoles: users, their sign-ins, what slows guessing down, and the trail of what
-- administrators did. A schema and a role of its own: it sees nothing of the manager's tables.
--
-- A table whose comment does not begin with "State:" is written once. A "State:" table grants UPDATE
-- on the columns that change, and on no others. Nobody removes rows: users are disabled, sessions
-- end, and the table of attempts has a fixed number of rows at most.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'access') THEN
    CREATE SCHEMA access;
  END IF;
END
$$;
COMMENT ON SCHEMA access IS 'Users of the consoles, their sign-ins, and the trail of administrators'' actions';

CREATE TABLE access.console_user (
  user_id              text        NOT NULL,
  name                 text        NOT NULL,
  display_name         text        NOT NULL,
  role                 text        NOT NULL,
  store_id             text,
  mall_id              text,
  password_hash        text        NOT NULL,
  password_set_at      timestamptz NOT NULL,
  must_change_password boolean     NOT NULL,
  one_time_until       timestamptz,
  state                text        NOT NULL,
  totp_salt            bytea,
  totp_since           timestamptz,
  totp_step            bigint      NOT NULL DEFAULT 0,
  created_at           timestamptz NOT NULL,
  version              integer     NOT NULL DEFAULT 1,
  CONSTRAINT console_user_pk PRIMARY KEY (user_id),
  CONSTRAINT console_user_id_is_a_uuid CHECK (user_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  CONSTRAINT console_user_name_once UNIQUE (name),
  CONSTRAINT console_user_name_is_lower_case CHECK (name ~ '^[a-z0-9][a-z0-9._@+-]{1,63}$'),
  CONSTRAINT console_user_display_name_is_a_text CHECK (length(display_name) BETWEEN 1 AND 100),
  CONSTRAINT console_user_role_known CHECK (role IN ('OPERATOR', 'AUDITOR', 'MALL_ADMIN', 'LOWER_STORE')),
  CONSTRAINT console_user_state_known CHECK (state IN ('ACTIVE', 'DISABLED')),
  CONSTRAINT console_user_store_goes_with_role CHECK ((role IN ('MALL_ADMIN', 'LOWER_STORE')) = (store_id IS NOT NULL)),
  CONSTRAINT console_user_mall_goes_with_store CHECK ((store_id IS NOT NULL) = (mall_id IS NOT NULL)),
  CONSTRAINT console_user_lower_store_is_not_its_mall CHECK ((role = 'LOWER_STORE') = (store_id IS DISTINCT FROM mall_id)),
  CONSTRAINT console_user_one_time_password_ends CHECK (one_time_until IS NULL OR must_change_password),
  CONSTRAINT console_user_totp_has_a_salt CHECK (totp_since IS NULL OR totp_salt IS NOT NULL),
  CONSTRAINT console_user_totp_salt_is_16_bytes CHECK (octet_length(totp_salt) = 16)
);
COMMENT ON TABLE access.console_user IS 'State: users of the consoles; never removed, so that the trail''s names stay whose they were';
COMMENT ON COLUMN access.console_user.user_id IS 'UUIDv7';
COMMENT ON COLUMN access.console_user.name IS 'What the user signs in with, lower case only: no two names differ in case alone, none in look-alike letters';
COMMENT ON COLUMN access.console_user.display_name IS 'The user''s name for people';
COMMENT ON COLUMN access.console_user.role IS 'What the user may do';
COMMENT ON COLUMN access.console_user.store_id IS 'Whose data a store''s user sees; none for operators and auditors, who see everything';
COMMENT ON COLUMN access.console_user.mall_id IS 'The mall or independent store whose administrators may manage the user: the store itself, or a lower store''s mall';
COMMENT ON COLUMN access.console_user.password_hash IS 'Algorithm, iterations, salt and PBKDF2 hash, as Jakarta Security writes them';
COMMENT ON COLUMN access.console_user.password_set_at IS 'When the password was set';
COMMENT ON COLUMN access.console_user.must_change_password IS 'Whether another than the user knows the password: it opens nothing but the page on which it is changed';
COMMENT ON COLUMN access.console_user.one_time_until IS 'Until when a password that another set lets its user in';
COMMENT ON COLUMN access.console_user.state IS 'ACTIVE, or DISABLED: signs in no more, and every session has ended';
COMMENT ON COLUMN access.console_user.totp_salt IS 'Of which, with the vault''s key, the secret of the one-time codes is derived; the secret itself is nowhere';
COMMENT ON COLUMN access.console_user.totp_since IS 'Since when a sign-in needs a code; null while it needs none';
COMMENT ON COLUMN access.console_user.totp_step IS 'Time step (30 s since 1970) of the last code that was taken: none is taken twice';
COMMENT ON COLUMN access.console_user.created_at IS 'When the user was created';
COMMENT ON COLUMN access.console_user.version IS 'Grows with every change by an administrator; of two who change the same version the second is refused';
COMMENT ON INDEX access.console_user_pk IS 'The user of a session, and of a page about one user; all users in the order of creation';
COMMENT ON INDEX access.console_user_name_once IS 'The user who signs in by that name';
CREATE INDEX console_user_of_mall ON access.console_user (mall_id, user_id) WHERE mall_id IS NOT NULL;
COMMENT ON INDEX access.console_user_of_mall IS 'The users whom a mall''s administrator manages, by keyset';

CREATE TABLE access.login_session (
  session_id   text        NOT NULL,
  user_id      text        NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  address      text        NOT NULL,
  browser      text        NOT NULL,
  ended_at     timestamptz,
  end_reason   text,
  CONSTRAINT login_session_pk PRIMARY KEY (session_id),
  CONSTRAINT login_session_id_is_a_digest CHECK (session_id ~ '^[0-9a-f]{64}$'),
  CONSTRAINT login_session_of_a_user FOREIGN KEY (user_id) REFERENCES access.console_user (user_id),
  CONSTRAINT login_session_end_has_a_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CONSTRAINT login_session_end_reason_known CHECK (end_reason IN ('LOGOUT', 'ENDED', 'PASSWORD', 'ROLE', 'DISABLED')),
  CONSTRAINT login_session_address_is_short CHECK (length(address) <= 64),
  CONSTRAINT login_session_browser_is_short CHECK (length(browser) <= 200)
);
COMMENT ON TABLE access.login_session IS 'State: sign-ins; only the digest of a session''s token is here, so that reading this table opens nothing';
COMMENT ON COLUMN access.login_session.session_id IS 'SHA-256 of the session''s random token, in hex';
COMMENT ON COLUMN access.login_session.user_id IS 'Who signed in';
COMMENT ON COLUMN access.login_session.created_at IS 'When; twelve hours later the session is over in any case';
COMMENT ON COLUMN access.login_session.last_seen_at IS 'The last request, to the minute; half an hour later the session is over';
COMMENT ON COLUMN access.login_session.address IS 'The caller''s address as the server saw it';
COMMENT ON COLUMN access.login_session.browser IS 'What the browser called itself, shortened';
COMMENT ON COLUMN access.login_session.ended_at IS 'When it was ended before its time';
COMMENT ON COLUMN access.login_session.end_reason IS 'Why: LOGOUT by the user, ENDED from a list of sessions, PASSWORD changed or reset, ROLE changed, user DISABLED';
COMMENT ON INDEX access.login_session_pk IS 'The session of a request';
CREATE INDEX login_session_of_user ON access.login_session (user_id, created_at DESC);
COMMENT ON INDEX access.login_session_of_user IS 'A user''s sessions, newest first, and those to be ended';
CREATE INDEX login_session_by_address ON access.login_session (user_id, address);
COMMENT ON INDEX access.login_session_by_address IS 'Whether a user signed in from an address before: strangers'' guesses do not slow the user down there';

CREATE TABLE access.login_throttle (
  bucket          text        NOT NULL,
  failures        integer     NOT NULL,
  last_attempt_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  CONSTRAINT login_throttle_pk PRIMARY KEY (bucket),
  CONSTRAINT login_throttle_bucket_is_bounded CHECK (bucket ~ '^(name|known|address):[0-9a-f]{4}$'),
  CONSTRAINT login_throttle_failures_not_negative CHECK (failures >= 0)
);
COMMENT ON TABLE access.login_throttle IS 'State: how long the next attempt to sign in must wait; at most 3 x 65,536 rows, whatever is tried';
COMMENT ON COLUMN access.login_throttle.bucket IS 'What is slowed down: the first 16 bits of the digest of a name, of a name from an address it came from before, or of an address';
COMMENT ON COLUMN access.login_throttle.failures IS 'Attempts in a row that did not end in a sign-in; forgotten after a quiet time';
COMMENT ON COLUMN access.login_throttle.last_attempt_at IS 'The last attempt that was let through to the password';
COMMENT ON COLUMN access.login_throttle.next_attempt_at IS 'Before that every attempt is refused, the right password too';
COMMENT ON INDEX access.login_throttle_pk IS 'The bucket of an attempt';

CREATE TABLE access.admin_action (
  action_id text        NOT NULL,
  done_at   timestamptz NOT NULL,
  user_id   text,
  user_name text        NOT NULL,
  role      text        NOT NULL,
  store_id  text,
  mall_id   text,
  what      text        NOT NULL,
  subject   text        NOT NULL,
  detail    text        NOT NULL,
  CONSTRAINT admin_action_pk PRIMARY KEY (action_id),
  CONSTRAINT admin_action_id_is_a_uuid CHECK (action_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  CONSTRAINT admin_action_by_a_user FOREIGN KEY (user_id) REFERENCES access.console_user (user_id),
  CONSTRAINT admin_action_mall_goes_with_store CHECK ((store_id IS NOT NULL) = (mall_id IS NOT NULL)),
  CONSTRAINT admin_action_what_is_a_code CHECK (what ~ '^[a-z][a-z-]{0,39}$'),
  CONSTRAINT admin_action_subject_is_short CHECK (length(subject) <= 200),
  CONSTRAINT admin_action_detail_is_short CHECK (length(detail) <= 1000),
  CONSTRAINT admin_action_holds_no_card_number CHECK (subject || ' ' || detail !~ '(^|[^0-9])[0-9]{16}([^0-9]|$)')
);
COMMENT ON TABLE access.admin_action IS 'The trail: what administrators did and which cards'' data they read. Never a secret, card numbers by their last four digits';
COMMENT ON COLUMN access.admin_action.action_id IS 'UUIDv7: in the order of time';
COMMENT ON COLUMN access.admin_action.done_at IS 'When';
COMMENT ON COLUMN access.admin_action.user_id IS 'Who; none for the bearer of an operator''s token';
COMMENT ON COLUMN access.admin_action.user_name IS 'The name that the user signed in with, or the operator''s of the token';
COMMENT ON COLUMN access.admin_action.role IS 'What the user was allowed to do then';
COMMENT ON COLUMN access.admin_action.store_id IS 'Whose data it concerned: a mall, a store or a lower store; none for the operator''s own';
COMMENT ON COLUMN access.admin_action.mall_id IS 'The mall or independent store that may read this entry';
COMMENT ON COLUMN access.admin_action.what IS 'What was done, as a code';
COMMENT ON COLUMN access.admin_action.subject IS 'To whom or to what';
COMMENT ON COLUMN access.admin_action.detail IS 'Anything more that matters';
COMMENT ON INDEX access.admin_action_pk IS 'The operator''s trail, newest first, by keyset';
CREATE INDEX admin_action_of_mall ON access.admin_action (mall_id, action_id) WHERE mall_id IS NOT NULL;
COMMENT ON INDEX access.admin_action_of_mall IS 'A mall''s trail, newest first, by keyset';
CREATE INDEX admin_action_of_store ON access.admin_action (store_id, action_id) WHERE store_id IS NOT NULL;
COMMENT ON INDEX access.admin_action_of_store IS 'A lower store''s trail, newest first, by keyset';
CREATE INDEX admin_action_of_user ON access.admin_action (user_name, action_id);
COMMENT ON INDEX access.admin_action_of_user IS 'What one administrator did, newest first, by keyset';

GRANT USAGE ON SCHEMA access TO fiveseal_access;
GRANT SELECT, INSERT ON
  access.console_user,
  access.login_session,
  access.login_throttle,
  access.admin_action
TO fiveseal_access;
GRANT UPDATE (display_name, role, store_id, mall_id, password_hash, password_set_at,
  must_change_password, one_time_until, state, totp_salt, totp_since, totp_step, version)
  ON access.console_user TO fiveseal_access;
GRANT UPDATE (last_seen_at, ended_at, end_reason) ON access.login_session TO fiveseal_access;
GRANT UPDATE (failures, last_attempt_at, next_attempt_at) ON access.login_throttle TO fiveseal_access;
