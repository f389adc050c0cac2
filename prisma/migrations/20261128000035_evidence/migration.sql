-- What was judged is pinned: what whoever decides looks at, by name, and what of it changed when it was last judged anew.
ALTER TABLE stage_request ADD COLUMN seen jsonb, ADD COLUMN seen_hash text, ADD COLUMN evidence_changed jsonb;
-- The last points of the version's run at the moment when it moved; null: none were kept then.
ALTER TABLE transition ADD COLUMN evidence jsonb;

-- A run behind a request, or behind a version that stands or stood where a policy looks: what changes it leaves a record.
ALTER TABLE run ADD COLUMN watched boolean NOT NULL DEFAULT false;
UPDATE run SET watched = true WHERE id IN (
  SELECT v.run_id FROM version v
  WHERE v.stage IN ('Staging', 'Production')
    OR EXISTS (SELECT FROM stage_request r WHERE r.version_id = v.id AND r.status IN ('open', 'changes-requested'))
    OR EXISTS (SELECT FROM transition t WHERE t.model_id = v.model_id AND t.version = v.number AND t.to_stage IN ('Staging', 'Production')));

-- Who changed a watched run by which verb in which minute, until a job makes records of it. `actor`: as the trail writes actors.
CREATE TABLE run_change (
  run_id text NOT NULL,
  minute timestamptz NOT NULL,
  actor text NOT NULL,
  verb text NOT NULL,
  project_id text NOT NULL REFERENCES project (id),
  count integer NOT NULL,
  keys text[] NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (run_id, minute, actor, verb)
);
CREATE INDEX run_change_minute ON run_change (minute);

-- Counts a change of those of these runs that are watched, with up to 20 of the keys that it set.
CREATE FUNCTION note_run_changes(in_runs text[], in_actor text, in_verb text, in_keys text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO run_change AS c (run_id, minute, actor, verb, project_id, count, keys, first_at, last_at)
  SELECT id, date_trunc('minute', now()), in_actor, in_verb, project_id, 1,
    ARRAY(SELECT DISTINCT k FROM unnest(in_keys) AS k ORDER BY k LIMIT 20), clock_timestamp(), clock_timestamp()
  FROM run WHERE id = ANY(in_runs) AND watched ORDER BY id
  ON CONFLICT (run_id, minute, actor, verb) DO UPDATE SET count = c.count + 1, last_at = excluded.last_at,
    keys = ARRAY(SELECT DISTINCT k FROM unnest(c.keys || excluded.keys) AS k ORDER BY k LIMIT 20)
$$;

-- As it was, but that it knows who logs, and leaves word where the run is watched.
CREATE FUNCTION log_batch(
  in_project text, in_run text,
  param_keys text[], param_values text[], param_lengths integer[],
  tag_keys text[], tag_values text[], tag_lengths integer[],
  metric_keys text[], metric_values float8[], metric_steps bigint[], metric_times bigint[],
  metric_mins float8[], metric_maxs float8[], metric_min_steps bigint[], metric_max_steps bigint[],
  metric_min_times bigint[], metric_max_times bigint[],
  in_model_metrics text, in_body bytea, in_rows integer, in_actor text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  logged run%ROWTYPE;
  changed text;
  journal_id bigint;
BEGIN
  -- FOR KEY SHARE: many batches of one run at once; deleting it waits for them.
  SELECT * INTO logged FROM run WHERE id = in_run AND project_id = in_project FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Run with id=% not found', in_run USING ERRCODE = 'SL404';
  END IF;
  IF logged.lifecycle_stage <> 'active' THEN
    RAISE EXCEPTION 'The run % must be in the ''active'' state. Current state is deleted.', in_run USING ERRCODE = 'SL410';
  END IF;

  IF cardinality(param_keys) > 0 THEN
    INSERT INTO run_param (run_id, key, value, original_length)
    SELECT in_run, key, value, length FROM unnest(param_keys, param_values, param_lengths) AS p (key, value, length)
    ON CONFLICT (run_id, key) DO NOTHING;
    SELECT json_agg(json_build_object('key', p.key, 'old_value', stored.value, 'new_value', p.value))::text INTO changed
    FROM unnest(param_keys, param_values) AS p (key, value)
    JOIN run_param stored ON stored.run_id = in_run AND stored.key = p.key AND stored.value <> p.value;
    IF changed IS NOT NULL THEN
      RAISE EXCEPTION '%', changed USING ERRCODE = 'SL409';
    END IF;
  END IF;

  IF cardinality(tag_keys) > 0 THEN
    INSERT INTO run_tag (run_id, key, value, original_length)
    SELECT in_run, key, value, length FROM unnest(tag_keys, tag_values, tag_lengths) AS t (key, value, length)
    ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value, original_length = excluded.original_length;
    UPDATE run SET name = t.value FROM unnest(tag_keys, tag_values) AS t (key, value)
    WHERE run.id = in_run AND t.key = 'mlflow.runName' AND run.name <> t.value;
  END IF;

  IF cardinality(metric_keys) > 0 THEN
    -- Latest by (step, timestamp, value), where a number beats NaN: PostgreSQL alone would sort NaN highest.
    INSERT INTO run_metric AS m (run_id, key, value, step, timestamp, min, max, min_step, max_step, min_timestamp, max_timestamp)
    SELECT in_run, n.*
    FROM unnest(metric_keys, metric_values, metric_steps, metric_times, metric_mins, metric_maxs,
      metric_min_steps, metric_max_steps, metric_min_times, metric_max_times) AS n
    ON CONFLICT (run_id, key) DO UPDATE SET
      (value, step, timestamp) = (
        SELECT CASE WHEN newer THEN excluded.value ELSE m.value END, CASE WHEN newer THEN excluded.step ELSE m.step END,
          CASE WHEN newer THEN excluded.timestamp ELSE m.timestamp END
        FROM (SELECT excluded.step > m.step OR excluded.step = m.step AND (excluded.timestamp, (excluded.value <> 'NaN')::integer, excluded.value)
            > (m.timestamp, (m.value <> 'NaN')::integer, m.value) AS newer) AS compared),
      min = least(m.min, excluded.min),
      max = greatest(m.max, excluded.max),
      min_step = least(m.min_step, excluded.min_step),
      max_step = greatest(m.max_step, excluded.max_step),
      min_timestamp = least(m.min_timestamp, excluded.min_timestamp),
      max_timestamp = greatest(m.max_timestamp, excluded.max_timestamp);
    IF in_model_metrics IS NOT NULL THEN
      -- A point logged with a model stays one point; the link to the model is relational, latest by the same rule.
      INSERT INTO logged_model_metric AS m (model_id, run_id, key, dataset_name, dataset_digest, value, step, timestamp)
      SELECT n.model_id, in_run, n.key, n.dataset_name, n.dataset_digest, n.value, n.step, n.timestamp
      FROM json_to_recordset(in_model_metrics::json) AS n (model_id text, key text, dataset_name text,
        dataset_digest text, value float8, step bigint, timestamp bigint)
      JOIN logged_model ON logged_model.id = n.model_id AND logged_model.project_id = in_project
      ORDER BY n.model_id, n.key, n.dataset_name, n.dataset_digest
      ON CONFLICT (model_id, run_id, key, dataset_name, dataset_digest) DO UPDATE
        SET value = excluded.value, step = excluded.step, timestamp = excluded.timestamp
        WHERE (excluded.step, excluded.timestamp, (excluded.value <> 'NaN')::integer, excluded.value)
            > (m.step, m.timestamp, (m.value <> 'NaN')::integer, m.value);
    END IF;
    journal_id := journal_append('run:' || in_run, 'metric_point', in_body, in_rows);
  END IF;
  IF logged.watched THEN
    PERFORM note_run_changes(ARRAY[in_run], in_actor, 'log-batch', metric_keys || param_keys || tag_keys);
  END IF;
  RETURN journal_id;
END $$;

-- As older instances call it.
CREATE OR REPLACE FUNCTION log_batch(
  in_project text, in_run text,
  param_keys text[], param_values text[], param_lengths integer[],
  tag_keys text[], tag_values text[], tag_lengths integer[],
  metric_keys text[], metric_values float8[], metric_steps bigint[], metric_times bigint[],
  metric_mins float8[], metric_maxs float8[], metric_min_steps bigint[], metric_max_steps bigint[],
  metric_min_times bigint[], metric_max_times bigint[],
  in_model_metrics text, in_body bytea, in_rows integer
) RETURNS bigint LANGUAGE sql AS $$
  SELECT log_batch(in_project, in_run, param_keys, param_values, param_lengths, tag_keys, tag_values, tag_lengths,
    metric_keys, metric_values, metric_steps, metric_times, metric_mins, metric_maxs, metric_min_steps, metric_max_steps,
    metric_min_times, metric_max_times, in_model_metrics, in_body, in_rows, '{"id":null,"type":"nobody"}')
$$;
