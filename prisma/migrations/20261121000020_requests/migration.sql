ALTER TABLE model ADD COLUMN owner_id text;

-- How a move came about, and by which request.
ALTER TABLE transition
  ADD COLUMN kind text NOT NULL DEFAULT 'move' CHECK (kind IN ('move', 'request', 'rollback', 'bypass')),
  ADD COLUMN request_id text;
CREATE INDEX transition_bypass ON transition (project_id, at DESC) WHERE kind = 'bypass';

-- What a model's stages demand, by version. The one that holds is the highest that was applied.
CREATE TABLE policy (
  model_id text NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  body jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('applied', 'waiting', 'rejected', 'withdrawn')),
  reason text NOT NULL DEFAULT '',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (model_id, number)
);
CREATE UNIQUE INDEX one_waiting_policy ON policy (model_id) WHERE status = 'waiting';

-- Somebody asks for a transition. It outlives the version and the model that it speaks of.
CREATE TABLE stage_request (
  id text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  model_id text NOT NULL,
  version_id text NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('transition', 'rollback')),
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'changes-requested', 'applied', 'rejected', 'withdrawn', 'expired', 'stale')),
  reason text NOT NULL,
  risk text NOT NULL DEFAULT '',
  rollback_plan text NOT NULL DEFAULT '',
  requested_by text NOT NULL,
  token_id text,
  -- The pins: what was asked for, and what it was compared with.
  digest text,
  policy_number integer NOT NULL,
  compared_with integer,
  gates jsonb NOT NULL,
  gates_at timestamptz NOT NULL,
  approvals_needed integer NOT NULL,
  -- Asking again after changes were asked for begins a new round of votes.
  round integer NOT NULL DEFAULT 1,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  decided_at timestamptz,
  -- A rollback applies at once; a second person confirms it.
  confirm_by timestamptz,
  confirmed_at timestamptz,
  confirmed_by text
);
CREATE UNIQUE INDEX one_open_request ON stage_request (version_id, to_stage) WHERE status IN ('open', 'changes-requested');
CREATE INDEX stage_request_project ON stage_request (project_id, status, created_at DESC);
CREATE INDEX stage_request_model ON stage_request (model_id, created_at DESC);

CREATE TABLE stage_vote (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id text NOT NULL REFERENCES stage_request (id),
  voter_id text NOT NULL,
  round integer NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approve', 'reject', 'changes')),
  comment text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (request_id, voter_id, round)
);

-- What people say about a version, or about a request for it.
CREATE TABLE comment (
  id text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  model_id text NOT NULL,
  version integer NOT NULL,
  request_id text,
  author_id text NOT NULL,
  body text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX comment_version ON comment (model_id, version, at);
CREATE INDEX comment_request ON comment (request_id, at) WHERE request_id IS NOT NULL;

-- Who may move a version past its policy: granted by name, to nobody by default.
CREATE TABLE bypass_right (
  project_id text NOT NULL REFERENCES project (id),
  user_id text NOT NULL REFERENCES "user" (id),
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, user_id)
);

-- A decision stands: votes and comments are added, never changed.
CREATE TRIGGER stage_vote_rows BEFORE UPDATE OR DELETE ON stage_vote FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER stage_vote_table BEFORE TRUNCATE ON stage_vote FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();
