-- Batches that the telemetry store has refused for a week: kept here for somebody to look at, and no longer in the journal, whose
-- days they would hold for ever.
CREATE TABLE journal_refused (
  id bigint PRIMARY KEY,
  stream text NOT NULL,
  target text NOT NULL,
  body bytea NOT NULL,
  rows integer NOT NULL,
  received_at timestamptz NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  refused_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE journal_refused ALTER COLUMN body SET STORAGE EXTERNAL;

-- Moves what was first set aside that long ago, some at a time. Their rows in the journal count as done.
CREATE FUNCTION journal_give_up(after interval) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  moved integer;
BEGIN
  WITH old AS (
    SELECT a.journal_id FROM journal_aside a WHERE a.first_at < now() - after ORDER BY a.journal_id LIMIT 1000
  ), gone AS (
    DELETE FROM journal_aside a USING old WHERE a.journal_id = old.journal_id RETURNING a.journal_id, a.reason, a.attempts
  ), done AS (
    UPDATE journal j SET flushed_at = now() FROM gone WHERE j.id = gone.journal_id AND j.flushed_at IS NULL
    RETURNING j.id, j.stream, j.target, j.body, j.rows, j.received_at, gone.reason, gone.attempts
  )
  INSERT INTO journal_refused (id, stream, target, body, rows, received_at, reason, attempts) SELECT * FROM done;
  GET DIAGNOSTICS moved = ROW_COUNT;
  RETURN moved;
END $$;
