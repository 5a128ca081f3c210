-- Three roles for a log on PostgreSQL: an owner, writers who append and cannot alter, readers who only read.
--
--   psql "postgresql://ADMIN@HOST/DATABASE" -f roles.sql
--
-- Run it as whoever owns the database, or a superuser, once the log is there (`tracker import -` with nothing piped
-- in makes it), and again after each upgrade of the schema. Running it twice changes nothing. The roles bear the
-- name of the database, and nobody can log in by them: grant them to the people of the desk.
--
--   CREATE ROLE ines LOGIN PASSWORD '…' IN ROLE desk_writer;

BEGIN;

DO $roles$
DECLARE
    place name := (SELECT nspname FROM pg_namespace, pg_class
                   WHERE pg_class.oid = 'events'::regclass AND pg_namespace.oid = relnamespace);
    owner name := current_database() || '_owner';
    writer name := current_database() || '_writer';
    reader name := current_database() || '_reader';
    one name;
BEGIN
    FOREACH one IN ARRAY ARRAY[owner, writer, reader] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = one) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', one);
        END IF;
    END LOOP;

    -- Nobody but the owner makes anything here: a table of the same name, temporary even, could stand before ours.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', place);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I, %I, %I', current_database(), owner, writer, reader);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', place, writer, reader);
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', place, owner);

    FOREACH one IN ARRAY ARRAY['events', 'head', 'meetings', 'participants', 'origins', 'names', 'relations',
                               'alembic_version'] LOOP
        EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', place, one, owner);
        EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC, %I, %I', place, one, writer, reader);
        EXECUTE format('GRANT SELECT ON %I.%I TO %I, %I', place, one, writer, reader);
    END LOOP;
    FOREACH one IN ARRAY ARRAY['events_no_update', 'events_no_truncate', 'events_in_order'] LOOP
        EXECUTE format('ALTER FUNCTION %I.%I() OWNER TO %I', place, one, owner);
        EXECUTE format('ALTER FUNCTION %I.%I() SET search_path = %I, pg_temp', place, one, place);
    END LOOP;

    -- A writer appends events and moves the head. The rest can be made anew from the log: `tracker rebuild`.
    EXECUTE format('GRANT INSERT ON %I.events TO %I', place, writer);
    EXECUTE format('GRANT UPDATE ON %I.head TO %I', place, writer);
    FOREACH one IN ARRAY ARRAY['meetings', 'participants', 'origins', 'names', 'relations'] LOOP
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I.%I TO %I', place, one, writer);
    END LOOP;
END
$roles$;

COMMIT;
