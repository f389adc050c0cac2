-- Whether a file belongs to a version is asked at each upload.
CREATE INDEX version_storage ON version (project_id, storage COLLATE "C");
