-- Who fetched a version's files, by day: gathered in memory and written by a job.
CREATE TABLE version_fetch (
  version_id text NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  day date NOT NULL,
  actor_id text NOT NULL,
  count bigint NOT NULL CHECK (count > 0),
  last_at timestamptz NOT NULL,
  PRIMARY KEY (version_id, day, actor_id)
);

-- The job looks versions up by where their files lie; a hash takes a place of any length.
CREATE INDEX version_storage_exact ON version USING hash (storage);
