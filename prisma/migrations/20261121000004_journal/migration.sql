-- What was logged, as it will be inserted into telemetry. Append-only; only flushed_at is set, once.
CREATE TABLE journal (
  id bigint GENERATED ALWAYS AS IDENTITY,
  stream text NOT NULL,
  target text NOT NULL,
  body bytea NOT NULL,
  rows integer NOT NULL CHECK (rows > 0),
  bytes integer GENERATED ALWAYS AS (octet_length(body)) STORED,
  received_at timestamptz NOT NULL DEFAULT now(),
  flushed_at timestamptz,
  PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
-- Bodies are short-lived and written once: compressing them costs more than it saves.
ALTER TABLE journal ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX journal_unflushed ON journal (id) WHERE flushed_at IS NULL;
CREATE INDEX journal_stream ON journal (stream) WHERE flushed_at IS NULL;
CREATE TABLE journal_rest PARTITION OF journal DEFAULT;

-- Makes the day partitions from yesterday to the given number of days ahead.
CREATE FUNCTION journal_partitions(ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  start date;
BEGIN
  FOR start IN SELECT generate_series((now() AT TIME ZONE 'UTC')::date, (now() AT TIME ZONE 'UTC')::date + ahead, '1 day')::date LOOP
    IF to_regclass('journal_' || to_char(start, 'YYYYMMDD')) IS NULL
       AND NOT EXISTS (SELECT FROM journal_rest WHERE received_at >= start::timestamp AT TIME ZONE 'UTC'
                       AND received_at < (start + 1)::timestamp AT TIME ZONE 'UTC') THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF journal FOR VALUES FROM (%L) TO (%L)',
        'journal_' || to_char(start, 'YYYYMMDD'),
        start::timestamp AT TIME ZONE 'UTC', (start + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END $$;
SELECT journal_partitions(2);

CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.flushed_at IS NOT NULL OR NEW.flushed_at IS NULL OR NEW.id <> OLD.id OR NEW.stream <> OLD.stream
     OR NEW.target <> OLD.target OR NEW.rows <> OLD.rows OR NEW.received_at <> OLD.received_at THEN
    RAISE EXCEPTION 'the journal is append-only: only flushed_at is set, once' USING ERRCODE = '42501';
  END IF;
  NEW.body := OLD.body;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_guard BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION journal_guard();

-- Live updates: ids only. NOTIFY carries the id of the event; readers ask the verbs for the rest.
CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id text NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION event_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('event', json_build_object('id', NEW.id, 'project', NEW.project_id, 'kind', NEW.kind, 'subject', NEW.subject)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER event_notify AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_notify();
