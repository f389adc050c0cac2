-- What the runs of versions that stood in a stage said when numbers began to be kept: those versions had moved before, and what
-- their runs say from now on was approved by nobody.
CREATE TABLE late_evidence (
  transition_id bigint PRIMARY KEY REFERENCES transition (id),
  evidence jsonb NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT now()
);

-- As a transition keeps them: of a run that is here and speaks for the version's files, what a policy asks for first, 500 at most.
INSERT INTO late_evidence (transition_id, evidence)
SELECT t.id, coalesce(said.evidence, '[]')
FROM version v
JOIN LATERAL (
  SELECT id, evidence FROM transition t
  WHERE t.model_id = v.model_id AND t.version = v.number AND t.to_stage = v.stage ORDER BY t.at DESC, t.id DESC LIMIT 1
) t ON t.evidence IS NULL
LEFT JOIN run r ON r.id = v.run_id AND r.project_id = (SELECT m.project_id FROM model m WHERE m.id = v.model_id)
  AND r.lifecycle_stage = 'active'
  AND (v.storage NOT LIKE 'mlflow-artifacts:%' OR v.storage = r.artifact_uri OR starts_with(v.storage, r.artifact_uri || '/')
    OR EXISTS (SELECT FROM logged_model l WHERE l.source_run_id = r.id
      AND (v.storage = l.artifact_uri OR starts_with(v.storage, l.artifact_uri || '/'))))
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('runId', r.id, 'key', m.key, 'step', m.step::text, 'value', to_jsonb(m.value),
    'at', least(greatest(m.timestamp, -8640000000000000), 8640000000000000))) AS evidence
  FROM (
    SELECT * FROM run_metric WHERE run_id = r.id
    ORDER BY key IN (SELECT jsonb_path_query(p.body, '$.**.metric') #>> '{}' FROM policy p WHERE p.model_id = v.model_id) DESC,
      starts_with(key, 'system/'), key
    LIMIT 500) AS m
) said ON true
WHERE v.stage IN ('Staging', 'Production');

CREATE TRIGGER late_evidence_rows BEFORE UPDATE OR DELETE ON late_evidence FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER late_evidence_table BEFORE TRUNCATE ON late_evidence FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();
