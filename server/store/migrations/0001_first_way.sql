-- Portable types: TEXT ids (UUIDv7 made by the caller), BIGINT milliseconds UTC, TEXT ISO dates, BIGINT Rial,
-- TEXT JSON that is never queried. {{SERIAL}} is a growing key, {{BYTES}} byte order for sort keys.

CREATE TABLE agency (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL,
  letterhead TEXT NOT NULL,
  calendar TEXT NOT NULL,
  money_unit TEXT NOT NULL,
  area_code TEXT NOT NULL,
  zone TEXT NOT NULL,
  set_up_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE office_week (
  valid_from TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_to TEXT,
  days TEXT NOT NULL,
  PRIMARY KEY (valid_from, kind)
);

CREATE TABLE holiday (
  date TEXT PRIMARY KEY,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL
);

CREATE TABLE app_user (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  name TEXT NOT NULL,
  surname TEXT NOT NULL,
  latin TEXT NOT NULL,
  job TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  mobile TEXT NOT NULL,
  roles TEXT NOT NULL,
  lang TEXT NOT NULL,
  calendar TEXT NOT NULL,
  digits TEXT NOT NULL,
  theme TEXT NOT NULL,
  shortcuts BOOLEAN NOT NULL,
  password_hash TEXT,
  active BOOLEAN NOT NULL,
  sort_key TEXT {{BYTES}} NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT,
  changed_at BIGINT NOT NULL,
  changed_by TEXT
);
CREATE INDEX app_user_sort ON app_user (sort_key, id);

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  device TEXT NOT NULL,
  remembered BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX session_of_user ON session (user_id, ended_at);

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  revoked_at BIGINT
);

-- Wrong passwords, counted per account and address.
CREATE TABLE sign_in_try (
  account TEXT NOT NULL,
  address TEXT NOT NULL,
  wrong BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (account, address)
);

-- Set-up codes and reset links: the hash alone, used once.
CREATE TABLE one_time_code (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  user_id TEXT REFERENCES app_user (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE client (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  name TEXT NOT NULL,
  latin TEXT NOT NULL,
  short TEXT NOT NULL,
  hue BIGINT NOT NULL,
  tier TEXT NOT NULL,
  industry TEXT NOT NULL,
  business_model TEXT NOT NULL,
  market TEXT NOT NULL,
  sales_drivers TEXT NOT NULL,
  cadence_days BIGINT,
  policy TEXT NOT NULL,
  last_contact TEXT,
  sort_key TEXT {{BYTES}} NOT NULL,
  search_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);
CREATE INDEX client_sort ON client (sort_key, id);

CREATE TABLE team_member (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES client (id),
  user_id TEXT NOT NULL REFERENCES app_user (id),
  position TEXT NOT NULL,
  areas TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT
);
CREATE INDEX team_member_client ON team_member (client_id, user_id);
CREATE INDEX team_member_user ON team_member (user_id, client_id);

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  client_id TEXT NOT NULL REFERENCES client (id),
  title TEXT NOT NULL,
  name TEXT NOT NULL,
  surname TEXT NOT NULL,
  latin TEXT NOT NULL,
  job TEXT NOT NULL,
  mobile TEXT NOT NULL,
  email TEXT NOT NULL,
  lang TEXT NOT NULL,
  calendar TEXT NOT NULL,
  part TEXT NOT NULL,
  influence BIGINT NOT NULL,
  stance TEXT NOT NULL,
  best_hours TEXT NOT NULL,
  may_confirm BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  sort_key TEXT {{BYTES}} NOT NULL,
  search_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);
CREATE INDEX person_client ON person (client_id, sort_key, id);

CREATE TABLE report (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  client_id TEXT NOT NULL REFERENCES client (id),
  author_id TEXT NOT NULL REFERENCES app_user (id),
  kind TEXT NOT NULL,
  held_on TEXT NOT NULL,
  issue_due BIGINT NOT NULL,
  state TEXT NOT NULL,
  number_year BIGINT,
  number_sequence BIGINT,
  -- Present wording; earlier ones stay in report_wording.
  wording BIGINT NOT NULL,
  body TEXT NOT NULL,
  entries BIGINT NOT NULL,
  issued_at BIGINT,
  issued_by TEXT,
  delivered_at BIGINT,
  accepted_at BIGINT,
  hash TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  UNIQUE (client_id, number_year, number_sequence)
);
CREATE INDEX report_newest ON report (held_on, created_at, id);
CREATE INDEX report_client ON report (client_id, held_on, created_at, id);
CREATE INDEX report_author ON report (author_id, state);

-- Each issued wording, never changed.
CREATE TABLE report_wording (
  report_id TEXT NOT NULL REFERENCES report (id),
  wording BIGINT NOT NULL,
  lang TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  issued_by TEXT NOT NULL,
  PRIMARY KEY (report_id, wording)
);

CREATE TABLE report_counter (
  client_id TEXT NOT NULL REFERENCES client (id),
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (client_id, year)
);

CREATE TABLE link (
  id TEXT PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES report (id),
  wording BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  token_hash TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  opened_at BIGINT,
  spent_at BIGINT,
  expires_at BIGINT NOT NULL
);
CREATE INDEX link_report ON link (report_id, person_id);

-- A link's secret leaves the address at once: this is what the guest's cookie is checked against.
CREATE TABLE guest_session (
  token_hash TEXT PRIMARY KEY,
  link_id TEXT NOT NULL REFERENCES link (id),
  created_at BIGINT NOT NULL
);

CREATE TABLE answer (
  link_id TEXT NOT NULL REFERENCES link (id),
  line BIGINT NOT NULL,
  report_id TEXT NOT NULL REFERENCES report (id),
  wording BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  accepts BOOLEAN NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (link_id, line)
);
CREATE INDEX answer_report ON answer (report_id, wording);

CREATE TABLE promise (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  client_id TEXT NOT NULL REFERENCES client (id),
  report_id TEXT REFERENCES report (id),
  entry_id TEXT,
  line BIGINT,
  words TEXT NOT NULL,
  side TEXT NOT NULL,
  owner_user TEXT REFERENCES app_user (id),
  owner_person TEXT REFERENCES person (id),
  due_at BIGINT NOT NULL,
  delivery BOOLEAN NOT NULL,
  areas TEXT NOT NULL,
  state TEXT NOT NULL,
  contested BOOLEAN NOT NULL,
  kept_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);
CREATE INDEX promise_client ON promise (client_id, state, due_at, id);
CREATE INDEX promise_owner ON promise (owner_user, state, due_at);
CREATE INDEX promise_report ON promise (report_id, line);

CREATE TABLE detail (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  client_id TEXT NOT NULL REFERENCES client (id),
  words TEXT NOT NULL,
  said_by TEXT REFERENCES person (id),
  weight TEXT NOT NULL,
  -- 0 red line, 1 taste, 2 preference: the order of the register.
  weight_order BIGINT NOT NULL,
  holds TEXT NOT NULL,
  areas TEXT NOT NULL,
  source TEXT NOT NULL,
  report_id TEXT REFERENCES report (id),
  entry_id TEXT,
  line BIGINT,
  state TEXT NOT NULL,
  contested BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);
CREATE INDEX detail_client ON detail (client_id, state, weight_order, created_at, id);
CREATE INDEX detail_report ON detail (report_id, line);

CREATE TABLE read_back (
  id TEXT PRIMARY KEY,
  detail_id TEXT NOT NULL REFERENCES detail (id),
  client_id TEXT NOT NULL REFERENCES client (id),
  user_id TEXT NOT NULL REFERENCES app_user (id),
  opened_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  words TEXT,
  given_at BIGINT,
  UNIQUE (detail_id, user_id)
);
CREATE INDEX read_back_user ON read_back (user_id, given_at, due_at);
CREATE INDEX read_back_client ON read_back (client_id, given_at);

-- Decisions, feedback and signals of issued reports, kept as lists of the client.
CREATE TABLE kept_line (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES client (id),
  report_id TEXT NOT NULL REFERENCES report (id),
  line BIGINT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  said_by TEXT REFERENCES person (id),
  at BIGINT NOT NULL
);
CREATE INDEX kept_line_client ON kept_line (client_id, kind, at, id);

CREATE TABLE server_draft (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  device_id TEXT NOT NULL,
  envelope_version BIGINT NOT NULL,
  ready BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  settled_at BIGINT
);
CREATE INDEX server_draft_user ON server_draft (user_id, settled_at, at);

CREATE TABLE timeline (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES client (id),
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  author_kind TEXT NOT NULL,
  author_id TEXT,
  happening TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX timeline_client ON timeline (client_id, at, id);

CREATE TABLE audit (
  seq {{SERIAL}},
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  client_id TEXT,
  author_kind TEXT NOT NULL,
  author_id TEXT,
  action TEXT NOT NULL,
  happening TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE outbox (
  seq {{SERIAL}},
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  client_id TEXT,
  at BIGINT NOT NULL
);

CREATE TABLE search_row (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  client_id TEXT NOT NULL REFERENCES client (id),
  words TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX search_row_client ON search_row (client_id, subject, at);

-- A command's id claims its place; its answer is given again to the same person and body.
CREATE TABLE command (
  user_key TEXT NOT NULL,
  id TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  answer TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (user_key, id)
);
CREATE INDEX command_at ON command (at);
