-- Three roles for a log on PostgreSQL: an owner, writers who append but cannot alter, and readers who only read.
--
--   psql "postgresql://ADMIN@HOST/DATABASE" -f roles.sql
--
-- Run it as the owner of the database or as a superuser, once the log exists (`tracker import - < /dev/null` creates
-- it), and again after each upgrade of the schema. Running it twice changes nothing. The roles are named after the
-- database. Nobody can log in as one of them: grant them to the people of the desk.
--
--   CREATE ROLE ines LOGIN PASSWORD '…' IN ROLE desk_writer;

BEGIN;

DO $roles$
DECLARE
    schema name := (SELECT nspname FROM pg_namespace, pg_class
                    WHERE pg_class.oid = 'events'::regclass AND pg_namespace.oid = relnamespace);
    owner name := current_database() || '_owner';
    writer name := current_database() || '_writer';
    reader name := current_database() || '_reader';
    role name;
    relation name;
    function name;
    system_function regprocedure;
BEGIN
    FOREACH role IN ARRAY ARRAY[owner, writer, reader] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
    END LOOP;

    -- Only the owner creates anything here: another table of the same name, even a temporary one, could hide ours.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', schema);
    IF to_regnamespace('public') IS NOT NULL THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I, %I, %I', current_database(), owner, writer, reader);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', schema, writer, reader);
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', schema, owner);

    FOREACH relation IN ARRAY ARRAY['events', 'head', 'meetings', 'participants', 'origins', 'names', 'relations',
                                    'texts', 'records', 'spellings', 'articles', 'inbox', 'decisions', 'seen_items',
                                    'cursors', 'alembic_version'] LOOP
        EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', schema, relation, owner);
        EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC, %I, %I', schema, relation, writer, reader);
        EXECUTE format('GRANT SELECT ON %I.%I TO %I, %I', schema, relation, writer, reader);
    END LOOP;
    FOREACH function IN ARRAY ARRAY['events_no_update', 'events_no_truncate', 'events_in_order'] LOOP
        EXECUTE format('ALTER FUNCTION %I.%I() OWNER TO %I', schema, function, owner);
        EXECUTE format('ALTER FUNCTION %I.%I() SET search_path = %I, pg_temp', schema, function, schema);
    END LOOP;

    -- Everybody may call these in a new database: large objects and messages fill the disk without any right, and an
    -- advisory lock, held on the number by which a log is created, keeps others waiting. Only a superuser can revoke
    -- them; tracker itself needs none once the log exists.
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        FOR system_function IN
            SELECT oid::regprocedure FROM pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace
              AND proname ~ '^(lo_.*|lowrite|pg_(try_)?advisory_.*|pg_logical_emit_message)$'
        LOOP
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', system_function);
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', system_function, owner);
        END LOOP;
    ELSE
        RAISE WARNING 'large objects and advisory locks stay open to all: run this as a superuser to close them';
    END IF;

    -- A writer appends events and updates the head. `tracker rebuild` recomputes all other tables from the log, except
    -- `spellings`, which `tracker alias` fills, and with `--head` the head.
    EXECUTE format('GRANT INSERT ON %I.events TO %I', schema, writer);
    EXECUTE format('GRANT UPDATE ON %I.head TO %I', schema, writer);
    FOREACH relation IN ARRAY ARRAY['meetings', 'participants', 'origins', 'names', 'relations', 'texts',
                                    'records', 'spellings'] LOOP
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I.%I TO %I', schema, relation, writer);
    END LOOP;

    -- The desk: drafts and decisions are only added, the text of an article is never altered.
    FOREACH relation IN ARRAY ARRAY['inbox', 'decisions', 'articles', 'seen_items', 'cursors'] LOOP
        EXECUTE format('GRANT INSERT ON %I.%I TO %I', schema, relation, writer);
    END LOOP;
    EXECUTE format('GRANT DELETE ON %I.articles TO %I', schema, writer);
    EXECUTE format('GRANT UPDATE ON %I.seen_items TO %I', schema, writer);
    EXECUTE format('GRANT UPDATE, DELETE ON %I.cursors TO %I', schema, writer);
END
$roles$;

COMMIT;
