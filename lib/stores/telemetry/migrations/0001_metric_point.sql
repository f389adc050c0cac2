-- A point's identity is its whole row, so inserting it again changes nothing.
-- `run` is the run's id as a number: folding 5 M rows by it takes half the time that folding by text takes.
CREATE TABLE metric_point (
  run UInt64,
  key LowCardinality(String),
  step Int64,
  timestamp Int64,
  value Float64
) ENGINE = ReplacingMergeTree
ORDER BY (run, key, step, timestamp, value)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 4096;
