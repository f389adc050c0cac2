-- From here on a record is sealed with its scope (the project's id, or nothing) and the hash of its body, so that one whose body
-- a reader may not see can be verified all the same:
--   body_hash = sha256(body) in hex
--   hash = sha256('slipway-audit-v2' || prev_hash || seq || '\n' || at || '\n' || scope || '\n' || body_hash)
-- Records of before keep the first seal; behind one of the second none of the first is taken.
ALTER TABLE audit_event ADD COLUMN seal smallint NOT NULL DEFAULT 1;

CREATE OR REPLACE FUNCTION audit_append(entry text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  head audit_head%ROWTYPE;
  stamp text;
  digest bytea;
  -- Before the chain's lock: what can be made ready is.
  sealed text := coalesce(entry::json ->> 'project', '') || E'\n' || encode(sha256(convert_to(entry, 'UTF8')), 'hex');
BEGIN
  SELECT * INTO head FROM audit_head WHERE chain = 'slipway' FOR UPDATE;
  stamp := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  digest := sha256('slipway-audit-v2'::bytea || head.hash || convert_to((head.seq + 1) || E'\n' || stamp || E'\n' || sealed, 'UTF8'));
  INSERT INTO audit_event (seq, at, body, prev_hash, hash, seal) VALUES (head.seq + 1, stamp, entry, head.hash, digest, 2);
  UPDATE audit_head SET seq = head.seq + 1, hash = digest WHERE chain = 'slipway';
  RETURN head.seq + 1;
END $$;

-- Refusals that are the same: the first has its record at once, those that follow within a minute are counted here, and one
-- record more says how many they were. A table of work, no part of the trail.
CREATE TABLE refusal_window (
  project_id text NOT NULL,
  actor text NOT NULL,
  verb text NOT NULL,
  about text NOT NULL,             -- on what, hashed; '' stands for whatever comes beyond the hundredth
  record bigint NOT NULL,          -- the first one's
  entry text NOT NULL,             -- its body
  further bigint NOT NULL DEFAULT 0,
  first_at timestamptz(6) NOT NULL DEFAULT now(),
  last_at timestamptz(6) NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, actor, verb, about)
);
CREATE INDEX refusal_window_first ON refusal_window (first_at);

-- A refusal: counted where the same one stands already, else with its record at once. An actor who varies what it is about has a
-- hundred windows a verb; what comes beyond falls into one, which is summed up by `others`.
CREATE FUNCTION audit_refuse(project text, who text, what text, subject text, entry text, others text) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  place text := subject;
BEGIN
  UPDATE refusal_window w SET further = w.further + 1, last_at = clock_timestamp()
    WHERE (w.project_id, w.actor, w.verb, w.about) = (project, who, what, place);
  IF FOUND THEN RETURN; END IF;
  IF (SELECT count(*) FROM refusal_window w WHERE (w.project_id, w.actor, w.verb) = (project, who, what)) >= 100 THEN
    place := '';
  END IF;
  INSERT INTO refusal_window AS w (project_id, actor, verb, about, record, entry)
    VALUES (project, who, what, place, 0, CASE place WHEN '' THEN others ELSE entry END)
    ON CONFLICT (project_id, actor, verb, about)
    DO UPDATE SET further = w.further + 1, last_at = clock_timestamp();
  -- A window that was made here has no record yet.
  UPDATE refusal_window w SET record = audit_append(audit_refuse.entry)
    WHERE (w.project_id, w.actor, w.verb, w.about) = (project, who, what, place) AND w.record = 0;
END $$;
