import { readFileSync } from 'node:fs';
import pg from 'pg';
import { readEvidence } from '#lib/labels/life-cycle-evidence';
const app = JSON.parse(readFileSync('/tmp/team/me/app.json','utf8'));
const c = new pg.Client({ connectionString: app.db }); await c.connect();
const p = (await c.query('select project_id p from batch limit 1')).rows[0].p;
const tx = { query: async (t: string, v: unknown[]) => { const r = await c.query('EXPLAIN (ANALYZE, BUFFERS) ' + t, v); console.log(r.rows.map((x) => x['QUERY PLAN']).join('\n')); return { rows: [] }; } };
await readEvidence(tx as never, p, 175);
await c.end();
