CREATE TABLE project (
  id text PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- One row: how the installation works ('team' or 'alone') once somebody said so.
CREATE TABLE installation (
  id integer PRIMARY KEY CHECK (id = 1),
  policy text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE "user" (
  id text PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  name text NOT NULL,
  password_hash text,
  admin boolean NOT NULL DEFAULT false,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE member (
  project_id text NOT NULL REFERENCES project (id),
  user_id text NOT NULL REFERENCES "user" (id),
  role text NOT NULL CHECK (role IN ('viewer', 'scientist', 'engineer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX member_user ON member (user_id);

CREATE TABLE user_session (
  id text PRIMARY KEY,
  sid_hash bytea NOT NULL UNIQUE,
  user_id text NOT NULL REFERENCES "user" (id),
  project_id text NOT NULL REFERENCES project (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  authenticated_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  idle_expires_at timestamptz NOT NULL,
  abs_expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  ip text,
  user_agent text
);
CREATE INDEX user_session_user ON user_session (user_id) WHERE revoked_at IS NULL;

CREATE TABLE token (
  id text PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  name text NOT NULL,
  hint text NOT NULL,
  project_id text NOT NULL REFERENCES project (id),
  owner_id text NOT NULL REFERENCES "user" (id),
  created_by text NOT NULL REFERENCES "user" (id),
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX token_owner ON token (owner_id);

-- Set-up of the first admin, invitations and password resets: a secret shown once, stored as its hash.
CREATE TABLE one_time_link (
  id text PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  purpose text NOT NULL CHECK (purpose IN ('setup', 'invitation', 'reset')),
  user_id text REFERENCES "user" (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Failed attempts by subject ('sign-in:account:…', 'sign-in:address:…', 'token:address:…').
CREATE TABLE throttle (
  subject text PRIMARY KEY,
  failures integer NOT NULL,
  window_started_at timestamptz NOT NULL,
  blocked_until timestamptz
);

-- Logging acts are not audited one by one: they are counted by token and hour.
CREATE TABLE usage (
  hour timestamptz NOT NULL,
  project_id text NOT NULL,
  actor text NOT NULL,
  verb text NOT NULL,
  calls bigint NOT NULL,
  refused bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, project_id, actor, verb)
);

CREATE TABLE lease (
  name text PRIMARY KEY,
  holder text NOT NULL,
  until timestamptz NOT NULL
);

INSERT INTO project (id, slug, name) VALUES ('default', 'default', 'Default');
INSERT INTO installation (id) VALUES (1);
