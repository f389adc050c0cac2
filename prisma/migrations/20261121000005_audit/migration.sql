CREATE TABLE audit_head (
  chain text PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO audit_head VALUES ('slipway', 0, '\x0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit_event (
  seq bigint PRIMARY KEY,
  at text NOT NULL,                -- exactly the string that was hashed: UTC, microseconds
  body text NOT NULL,              -- canonical JSON as text: jsonb would reorder keys and numbers
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  project_id text GENERATED ALWAYS AS (body::json ->> 'project') STORED,
  action text GENERATED ALWAYS AS (body::json ->> 'action') STORED,
  actor_id text GENERATED ALWAYS AS (body::json -> 'actor' ->> 'id') STORED,
  target_id text GENERATED ALWAYS AS (body::json -> 'target' ->> 'id') STORED
);
CREATE INDEX audit_event_project ON audit_event (project_id, seq DESC);
CREATE INDEX audit_event_target ON audit_event (target_id, seq DESC);

-- hash = sha256('slipway-audit-v1' || prev_hash || seq || '\n' || at || '\n' || body)
CREATE FUNCTION audit_append(entry text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  head audit_head%ROWTYPE;
  stamp text;
  digest bytea;
BEGIN
  SELECT * INTO head FROM audit_head WHERE chain = 'slipway' FOR UPDATE;
  stamp := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  digest := sha256('slipway-audit-v1'::bytea || head.hash || convert_to((head.seq + 1) || E'\n' || stamp || E'\n' || entry, 'UTF8'));
  INSERT INTO audit_event (seq, at, body, prev_hash, hash) VALUES (head.seq + 1, stamp, entry, head.hash, digest);
  UPDATE audit_head SET seq = head.seq + 1, hash = digest WHERE chain = 'slipway';
  RETURN head.seq + 1;
END $$;

CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER audit_event_rows BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER audit_event_table BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_rows;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_table;
CREATE TRIGGER transition_rows BEFORE UPDATE OR DELETE ON transition FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER transition_table BEFORE TRUNCATE ON transition FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();
