-- What happened and is to be told: written in the transaction of the act itself, told by a job afterwards.
CREATE TABLE outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE CHECK (id ~ '^[A-Za-z0-9_]+$'), -- the webhook-id: no dots, the same on every attempt
  project_id text NOT NULL REFERENCES project (id),
  type text NOT NULL,
  aggregate text NOT NULL,
  payload bytea NOT NULL CHECK (octet_length(payload) <= 20480), -- the very bytes that are signed and sent
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_old ON outbox (created_at);

CREATE TABLE webhook (
  id text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  url text NOT NULL,
  description text NOT NULL DEFAULT '',
  events text[] NOT NULL,
  secret bytea NOT NULL, -- sealed under SLIPWAY_KEY
  previous_secret bytea,
  previous_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text,
  disabled_at timestamptz,
  disabled_reason text,
  failing_since timestamptz,
  last_delivered_at timestamptz,
  paused_until timestamptz, -- the receiver asked for a pause
  CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
  CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
);
CREATE INDEX webhook_project ON webhook (project_id, created_at);

CREATE TABLE webhook_delivery (
  id text PRIMARY KEY,
  webhook_id text NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  outbox_seq bigint NOT NULL REFERENCES outbox (seq) ON DELETE CASCADE,
  aggregate text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed', 'dead')),
  attempts integer NOT NULL DEFAULT 0, -- of the present round: a replay begins a new one
  next_at timestamptz NOT NULL DEFAULT now(),
  lease text,
  leased_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  UNIQUE (webhook_id, outbox_seq)
);
-- 'failed' has been tried and is tried again: it waits like 'pending'.
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, aggregate, outbox_seq)
  WHERE state IN ('pending', 'failed');
CREATE INDEX webhook_delivery_outbox ON webhook_delivery (outbox_seq);

CREATE TABLE webhook_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id text NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  status integer, -- null when no answer came
  error text, -- one word, null when it went well
  response bytea, -- its first bytes
  duration_ms integer NOT NULL
);
CREATE INDEX webhook_attempt_delivery ON webhook_attempt (delivery_id, id);

CREATE TABLE mail (
  id text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project (id),
  user_id text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  path text NOT NULL, -- of our own page
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dropped', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  lease text,
  leased_until timestamptz,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX mail_waiting ON mail (next_at) WHERE state = 'pending';
CREATE INDEX mail_old ON mail (created_at);
