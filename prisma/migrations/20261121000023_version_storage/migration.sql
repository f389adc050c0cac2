-- Whether a file belongs to a version is asked at each upload. Of our own store alone: what lies elsewhere may have a longer name
-- than an index takes.
CREATE INDEX version_storage ON version (project_id, storage COLLATE "C") WHERE storage LIKE 'mlflow-artifacts:%';
