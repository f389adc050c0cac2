-- The journal takes batches of any target. A pump asks for the targets that it knows, one after the other: what it does not know
-- stays where it is, for a newer one.
CREATE INDEX journal_target ON journal (target, id) WHERE flushed_at IS NULL;
DROP INDEX journal_unflushed;

-- Batches that the engine refused by themselves: the others go on, these are tried again later. The batch itself never changes.
CREATE TABLE journal_aside (
  journal_id bigint PRIMARY KEY,
  attempts integer NOT NULL DEFAULT 1,
  reason text NOT NULL,
  first_at timestamptz NOT NULL DEFAULT now(),
  retry_at timestamptz NOT NULL
);

-- The one way into the journal, in whatever transaction the batch's relational effects are.
CREATE FUNCTION journal_append(in_stream text, in_target text, in_body bytea, in_rows integer) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO journal (stream, target, body, rows) VALUES (in_stream, in_target, in_body, in_rows) RETURNING id
$$;

-- As it was, but for the journal's row.
CREATE OR REPLACE FUNCTION log_batch(
  in_project text, in_run text,
  param_keys text[], param_values text[], param_lengths integer[],
  tag_keys text[], tag_values text[], tag_lengths integer[],
  metric_keys text[], metric_values float8[], metric_steps bigint[], metric_times bigint[],
  metric_mins float8[], metric_maxs float8[], metric_min_steps bigint[], metric_max_steps bigint[],
  metric_min_times bigint[], metric_max_times bigint[],
  in_model_metrics text, in_body bytea, in_rows integer
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
  RETURN journal_id;
END $$;
