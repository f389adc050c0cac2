-- One person, two hats. Who invited, re-linked, enabled or promoted somebody could hold both accounts: such acts are kept, and
-- for a while whom somebody brought in does not decide what they asked for. What an upgrade finds in the trail of the last 30
-- days counts too.
CREATE TABLE vouching (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL REFERENCES "user" (id),
  by_id text NOT NULL REFERENCES "user" (id),
  act text NOT NULL CHECK (act IN ('invited', 'linked', 'enabled', 'promoted')),
  at timestamptz NOT NULL DEFAULT now(),
  CHECK (user_id <> by_id)
);
CREATE INDEX vouching_at ON vouching (at);
INSERT INTO vouching (user_id, by_id, act, at)
SELECT u.id, p.id, CASE e.action WHEN 'invite-user' THEN 'invited' ELSE 'linked' END, e.at::timestamptz
FROM audit_event e JOIN "user" u ON u.id = e.target_id JOIN "user" p ON p.id = e.actor_id
WHERE e.action IN ('invite-user', 'issue-link') AND u.id <> p.id AND e.body LIKE '%"outcome":"done"%'
  AND e.at::timestamptz > now() - interval '30 days';
CREATE TRIGGER vouching_rows BEFORE UPDATE OR DELETE ON vouching FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER vouching_table BEFORE TRUNCATE ON vouching FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();

-- Whose hands are in a version's files besides its own makers': those of the versions it was copied from, kept when it is made,
-- so that deleting the original takes nobody's hand out. Those that are here already are found by where their files lie in our
-- store; what the same URI elsewhere holds nobody knows. Each hand once, by its first version of a folder: a folder may be of many.
ALTER TABLE version ADD COLUMN original_hands text[] NOT NULL DEFAULT '{}';
WITH first AS (
  SELECT DISTINCT ON (o.project_id, o.storage, h.hand) o.project_id, o.storage, h.hand, o.created_at, o.id
  FROM version o LEFT JOIN token t ON t.id = o.token_id
  CROSS JOIN LATERAL unnest(ARRAY[o.created_by, t.owner_id]) AS h (hand)
  WHERE h.hand IS NOT NULL AND o.storage LIKE 'mlflow-artifacts:%'
  ORDER BY o.project_id, o.storage, h.hand, o.created_at, o.id
)
UPDATE version v SET original_hands = o.hands
FROM (
  SELECT c.id, array_agg(f.hand ORDER BY f.hand) AS hands
  FROM version c
  JOIN first f ON f.project_id = c.project_id AND f.storage = c.storage AND (f.created_at, f.id) < (c.created_at, c.id)
  GROUP BY c.id
) o WHERE o.id = v.id;

-- A comment keeps who its author was then.
ALTER TABLE comment ADD COLUMN author_name text, ADD COLUMN author_email text;
UPDATE comment c SET author_name = u.name, author_email = u.email FROM "user" u WHERE u.id = c.author_id;

-- Whoever loses a session, a token, a role or the way in is told of at once to every instance: open streams end by it.
CREATE FUNCTION access_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('access', CASE TG_TABLE_NAME
    WHEN 'user' THEN to_jsonb(NEW) ->> 'id'
    WHEN 'token' THEN to_jsonb(NEW) ->> 'owner_id'
    ELSE coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'user_id' END);
  RETURN NULL;
END $$;
CREATE TRIGGER user_access AFTER UPDATE OF disabled_at, admin ON "user" FOR EACH ROW
  WHEN (OLD.disabled_at IS DISTINCT FROM NEW.disabled_at OR OLD.admin <> NEW.admin) EXECUTE FUNCTION access_notify();
CREATE TRIGGER member_access AFTER UPDATE OF role OR DELETE ON member FOR EACH ROW EXECUTE FUNCTION access_notify();
CREATE TRIGGER user_session_access AFTER UPDATE OF revoked_at ON user_session FOR EACH ROW
  WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at) EXECUTE FUNCTION access_notify();
CREATE TRIGGER token_access AFTER UPDATE OF revoked_at ON token FOR EACH ROW
  WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at) EXECUTE FUNCTION access_notify();
