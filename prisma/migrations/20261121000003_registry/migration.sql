CREATE TABLE model (
  id text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  last_version integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  created_by text,
  UNIQUE (project_id, name)
);

CREATE TABLE model_tag (
  model_id text NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  key text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (model_id, key)
);

CREATE TABLE version (
  id text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  model_id text NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  stage text NOT NULL DEFAULT 'None' CHECK (stage IN ('None', 'Staging', 'Production', 'Archived')),
  source text NOT NULL,
  storage text NOT NULL,
  run_id text,
  run_link text,
  logged_model_id text,
  description text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  created_by text,
  token_id text,
  UNIQUE (model_id, number)
);
CREATE UNIQUE INDEX one_production ON version (model_id) WHERE stage = 'Production';
CREATE INDEX version_run ON version (run_id);

CREATE TABLE version_tag (
  version_id text NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  key text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (version_id, key)
);

CREATE TABLE model_alias (
  model_id text NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  alias text NOT NULL,
  version_id text NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  PRIMARY KEY (model_id, alias)
);
CREATE INDEX model_alias_version ON model_alias (version_id);

-- A move between stages, once it happened. Append-only; it outlives the version it speaks of.
CREATE TABLE transition (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  model_id text NOT NULL,
  version integer NOT NULL,
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  actor text NOT NULL,
  reason text,
  at timestamptz NOT NULL DEFAULT now(),
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX transition_model ON transition (model_id, at DESC);
