-- What an upgrade finds in the trail of the last 30 days counts, being let in again and promotions too: each such record holds the
-- role, the rights and the way in of before and after. What the verb has kept since stands here already, from the same moment.
-- The act is looked at before the body is read, which other acts may have of another form.
INSERT INTO vouching (user_id, by_id, act, at)
SELECT u.id, p.id, a.act, e.at::timestamptz
FROM (
  SELECT at, actor_id, target_id, CASE WHEN action = 'update-user' THEN body::jsonb END AS body FROM audit_event
  WHERE action = 'update-user' AND at::timestamptz > now() - interval '30 days'
) e
JOIN "user" u ON u.id = e.target_id
JOIN "user" p ON p.id = e.actor_id
CROSS JOIN LATERAL (
  SELECT coalesce(array_position(ARRAY['viewer', 'scientist', 'engineer'], e.body -> 'before' ->> 'role'), 0) AS before,
    coalesce(array_position(ARRAY['viewer', 'scientist', 'engineer'], e.body -> 'after' ->> 'role'), 0) AS after
) rank
CROSS JOIN LATERAL (
  SELECT 'enabled' AS act
  WHERE (e.body #>> '{before,disabled}') = 'true' AND (e.body #>> '{after,disabled}') = 'false'
  UNION ALL
  SELECT 'promoted'
  WHERE ((e.body #>> '{before,admin}') = 'false' AND (e.body #>> '{after,admin}') = 'true') OR rank.after > rank.before
) a
WHERE u.id <> p.id AND e.body ->> 'outcome' = 'done' AND e.body -> 'actor' ->> 'type' = 'person'
  AND NOT EXISTS (
    SELECT FROM vouching v
    WHERE v.user_id = u.id AND v.by_id = p.id AND v.act = a.act
      AND v.at BETWEEN e.at::timestamptz - interval '1 minute' AND e.at::timestamptz + interval '1 minute'
  );
