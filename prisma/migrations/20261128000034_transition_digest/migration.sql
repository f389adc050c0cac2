-- What a version's files were when it moved: their digest, or that they lay elsewhere, where nobody can know. Null: recorded
-- before digests were kept. Whether the stage that it entered was guarded then: null of the same age.
ALTER TABLE transition
  ADD COLUMN digest text CHECK (digest = 'elsewhere' OR digest ~ '^[0-9a-f]{64}$'),
  ADD COLUMN guarded boolean;
CREATE INDEX transition_production ON transition (model_id, id) WHERE from_stage = 'Production' OR to_stage = 'Production';

-- When it was told that nobody had confirmed a rollback in time: once.
ALTER TABLE stage_request ADD COLUMN overdue_told_at timestamptz;
CREATE INDEX stage_request_unconfirmed ON stage_request (confirm_by) WHERE kind = 'rollback' AND confirmed_at IS NULL;
