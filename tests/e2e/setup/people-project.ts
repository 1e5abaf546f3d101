import pg from 'pg';
import { setting } from '#lib/env';
import { type Crew, makeCrew } from '#tests/integration/setup/crew';
import { answer, goldCrew } from '#tests/integration/setup/gold-crew';

/** A project of a test's own, in which the demo's lead and annotator are members, so that the demo stays as it was. */
export interface PeopleProject {
  crew: Crew;
  path: string;
  /** The demo's annotator in this project's crew. */
  annotatorId: number;
  answer: (counts: { right: number; wrong: number; from?: number }) => Promise<void>;
  query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  end: () => Promise<void>;
}

const open = () => {
  const url = setting('DATABASE_URL')!;
  return { url, pool: new pg.Pool({ connectionString: url, max: 2 }) };
};

/** Two annotators who differ on every comparison, none of them the demo's people. */
export async function splitProject(comparisons: number): Promise<PeopleProject> {
  const db = open();
  const crew = await makeCrew(db, { annotators: 3, comparisons, overlap: 2 });
  const [own, one, two] = crew.annotatorIds as [number, number, number];
  await answer(db, crew, one, { right: comparisons, wrong: 0 });
  await answer(db, crew, two, { right: 0, wrong: comparisons });
  await db.pool.query('UPDATE comparison SET places_taken = 2 WHERE batch_id = $1', [crew.batchId]);
  return withPeople(db, crew, own);
}

/** A batch of golds, and the demo's annotator in front of their qualification. */
export async function qualifyingProject(golds: number): Promise<PeopleProject> {
  const db = open();
  const crew = await goldCrew(db, { annotators: 1, golds, status: 'QUALIFYING' });
  return withPeople(db, crew, crew.annotatorIds[0]!);
}

async function withPeople(
  db: ReturnType<typeof open>,
  crew: Crew,
  annotatorId: number,
): Promise<PeopleProject> {
  await db.pool.query(
    `INSERT INTO membership (project_id, user_id, role)
     SELECT $1, id, CASE email WHEN 'lead@example.org' THEN 'LEAD'::role ELSE 'ANNOTATOR' END FROM app_user WHERE email IN ('lead@example.org', 'maren@example.org')`,
    [crew.projectId],
  );
  await db.pool.query(
    `UPDATE annotator SET user_id = (SELECT id FROM app_user WHERE email = 'maren@example.org'), name = 'Maren' WHERE id = $1`,
    [annotatorId],
  );
  await db.pool.query(
    'INSERT INTO guideline_acknowledgement (guideline_id, annotator_id) SELECT id, $2 FROM guideline_version WHERE project_id = $1',
    [crew.projectId, annotatorId],
  );
  const { rows } = await db.pool.query('SELECT slug FROM project WHERE id = $1', [crew.projectId]);
  return {
    crew,
    path: `/p/${rows[0].slug}`,
    annotatorId,
    answer: (counts) => answer(db, crew, annotatorId, counts),
    query: async (sql, values) => (await db.pool.query(sql, values)).rows,
    end: () => db.pool.end(),
  };
}
