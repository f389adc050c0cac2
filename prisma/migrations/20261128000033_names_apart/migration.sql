-- What a person's name looks like: no two people of the installation share it. Who was here before keeps the name; where two
-- had one already, the later one's has its id behind it.
ALTER TABLE "user" ADD COLUMN look text;
UPDATE "user" u SET look = n.look || CASE WHEN n.nth = 1 THEN '' ELSE ' ' || u.id END
FROM (
  SELECT id, lower(normalize(name, NFKC)) AS look,
    row_number() OVER (PARTITION BY lower(normalize(name, NFKC)) ORDER BY created_at, id) AS nth
  FROM "user"
) n WHERE n.id = u.id;
CREATE UNIQUE INDEX user_look ON "user" (look);
