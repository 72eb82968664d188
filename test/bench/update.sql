\set target random(1, :rows)
\set source random(1, :rows)
UPDATE with_:peer SET tags = (SELECT tags FROM with_:peer WHERE id = :source) WHERE id = :target;
