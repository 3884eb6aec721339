-- [table]
-- What Bürger-GIS takes away from @table@ again: what columns_add.sql has added, and nothing else.
-- [trigger]
DROP TRIGGER buergergis_versions ON @table@;
-- [uuid]
ALTER TABLE @table@ DROP COLUMN uuid;
-- [version]
ALTER TABLE @table@ DROP COLUMN version;
-- [change_id]
ALTER TABLE @table@ DROP COLUMN change_id;
-- [function]
-- The function goes with the last table of this schema that uses it.
DO $body$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                   WHERE p.proname = 'buergergis_versions' AND p.pronamespace = '@schema@'::regnamespace) THEN
        DROP FUNCTION @schema@.buergergis_versions();
    END IF;
END $body$;
