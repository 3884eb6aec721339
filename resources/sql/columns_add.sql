-- [table]
-- What Bürger-GIS adds to @table@. No other column and no value is changed; columns_remove.sql takes all of it back.
-- [uuid]
-- A key that a row keeps as long as it lives.
ALTER TABLE @table@ ADD COLUMN uuid text NOT NULL DEFAULT gen_random_uuid()::text UNIQUE;
COMMENT ON COLUMN @table@.uuid IS 'Bürger-GIS: key of the row';
-- [version]
-- How often the row was written: 1 when it is new, one more with every change, by whomever.
ALTER TABLE @table@ ADD COLUMN version integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN @table@.version IS 'Bürger-GIS: version of the row';
-- [change_id]
-- Which change wrote the row last: as the writer calls it, or a random name.
ALTER TABLE @table@ ADD COLUMN change_id text;
COMMENT ON COLUMN @table@.change_id IS 'Bürger-GIS: last change of the row';
-- [trigger]
-- Keeps them true whoever writes. An argument says that the key is ours too.
CREATE OR REPLACE FUNCTION @schema@.buergergis_versions() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.version := 1;
        NEW.change_id := coalesce(NEW.change_id, gen_random_uuid()::text);
        IF TG_NARGS > 0 AND coalesce(NEW.uuid, '') = '' THEN
            NEW.uuid := gen_random_uuid()::text;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_NARGS > 0 AND NEW.uuid IS DISTINCT FROM OLD.uuid THEN
        RAISE EXCEPTION 'The uuid of a row of % stays as it is.', TG_RELID::regclass USING ERRCODE = 'check_violation';
    END IF;
    NEW.version := OLD.version + 1;
    IF NEW.change_id IS NOT DISTINCT FROM OLD.change_id THEN
        NEW.change_id := gen_random_uuid()::text;
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER buergergis_versions BEFORE INSERT OR UPDATE ON @table@
    FOR EACH ROW EXECUTE FUNCTION @schema@.buergergis_versions(@arguments@);
