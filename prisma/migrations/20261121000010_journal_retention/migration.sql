-- Drops the day partitions whose last row was copied more than 48 hours ago, and such rows of days that have no
-- partition: a batch of them, so that one call stays short. What still waits is never dropped.
CREATE FUNCTION journal_retire() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  day text;
  keeps boolean;
  dropped integer := 0;
BEGIN
  FOR day IN
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'journal'::regclass AND relname ~ '^journal_\d{8}$'
      AND to_date(right(relname, 8), 'YYYYMMDD') + 1 < (now() AT TIME ZONE 'UTC')::date - 1
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE flushed_at IS NULL OR flushed_at > now() - interval ''48 hours'')', day) INTO keeps;
    IF NOT keeps THEN
      EXECUTE format('DROP TABLE %I', day);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  DELETE FROM journal_rest WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM journal_rest WHERE flushed_at < now() - interval '48 hours' LIMIT 20000));
  RETURN dropped;
END $$;
