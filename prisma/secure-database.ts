import pg from 'pg';

/*
 * Gives the program a database role of its own that can do its work and nothing else. The owner of the tables can switch
 * their triggers off; the program's role owns none, so what the database refuses, it refuses for good.
 */

/**
 * Pins what the guards of the database look at: without it, a temporary table called quality_report would be what a
 * trigger reads in that session. For functions of every migration, so it runs after each.
 */
const PIN_FUNCTIONS = `DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
           WHERE n.nspname = 'public' AND l.lanname IN ('plpgsql', 'sql') AND p.prokind = 'f'
             AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
             AND p.proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, public, pg_temp'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', f);
  END LOOP;
END $$`;

/**
 * Rows of append-only tables can be added and read; the same triggers that refuse a change say which tables those are, so
 * nothing is listed twice. No TRUNCATE, no TRIGGER, no REFERENCES, nothing of the schema.
 */
const GRANT_TABLES = `DO $$
DECLARE t record;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %1$I', 'ROLE');
  FOR t IN SELECT c.oid, c.oid::regclass AS name, c.relname,
             bool_or(g.tgtype & 16 > 0) AS no_update, bool_or(g.tgtype & 8 > 0) AS no_delete
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           LEFT JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgfoid = to_regproc('public.refuse_change')
           WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') GROUP BY c.oid LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %I', t.name, 'ROLE');
    IF t.relname = '_prisma_migrations' THEN
      EXECUTE format('GRANT SELECT ON %s TO %I', t.name, 'ROLE');
    ELSE
      EXECUTE format('GRANT SELECT, INSERT%s%s ON %s TO %I', CASE WHEN t.no_update THEN '' ELSE ', UPDATE' END,
        CASE WHEN t.no_delete THEN '' ELSE ', DELETE' END, t.name, 'ROLE');
    END IF;
  END LOOP;
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', 'ROLE');
END $$`;

/** The queue's own schema belongs to the program: it makes tables in it as it runs. */
const HAND_OVER_QUEUE = `DO $$
DECLARE o record;
BEGIN
  IF to_regnamespace('pgboss') IS NULL THEN RETURN; END IF;
  EXECUTE format('ALTER SCHEMA pgboss OWNER TO %I', 'ROLE');
  FOR o IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = 'pgboss'::regnamespace AND c.relkind IN ('r', 'p')
             AND c.relowner <> 'ROLE'::regrole LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO %I', o.name, 'ROLE');
  END LOOP;
  FOR o IN SELECT t.oid::regtype AS name FROM pg_type t WHERE t.typnamespace = 'pgboss'::regnamespace AND t.typtype = 'e' AND t.typowner <> 'ROLE'::regrole LOOP
    EXECUTE format('ALTER TYPE %s OWNER TO %I', o.name, 'ROLE');
  END LOOP;
  FOR o IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'pgboss'::regnamespace AND p.proowner <> 'ROLE'::regrole LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %I', o.name, 'ROLE');
  END LOOP;
END $$`;

/**
 * Secures a migrated database, as its owner. Running it again changes nothing.
 *
 * @param role the program's role, which exists; null where the program connects as the owner, and then only the
 *   functions are pinned.
 */
export async function secureDatabase(ownerUrl: string, role: string | null): Promise<void> {
  if (role !== null && !/^[a-z_][a-z0-9_-]*$/i.test(role))
    throw new Error(
      `The database role “${role}” has characters that Concord does not take: use letters, digits, _ and -.`,
    );
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Starters take turns.
    await client.query('SELECT pg_advisory_xact_lock(727069002)');
    await client.query(PIN_FUNCTIONS);
    if (role !== null)
      for (const statement of [GRANT_TABLES, HAND_OVER_QUEUE])
        await client.query(statement.replaceAll("'ROLE'", `'${role}'`));
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
