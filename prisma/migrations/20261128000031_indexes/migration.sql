-- The trail is read by who acted and by what was done, newest first.
CREATE INDEX audit_event_actor ON audit_event (actor_id, seq DESC);
CREATE INDEX audit_event_action ON audit_event (action, seq DESC);
-- A logged model's page tells which versions were registered from it.
CREATE INDEX version_logged_model ON version (logged_model_id) WHERE logged_model_id IS NOT NULL;
-- Forgetting is by time alone, which no key here begins with.
CREATE INDEX version_fetch_day ON version_fetch (day);
