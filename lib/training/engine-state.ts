import { recordAudit, SYSTEM_ACTOR } from '#lib/audit';
import { pool, type Queryable, transaction } from '#lib/db';
import { tellRunFinished } from './tell-run';
import type { ClaimedRun } from './train-run';

/** What a job elsewhere has told so far, kept with the run: a worker that is killed goes on where it was. */
export interface EngineState {
  /** The job's own number of the last thing it said that is stored. */
  said: number;
  /** Lines of its log that are stored, of those it had. */
  logged: number;
  result: { heldOutAccuracy?: number | null; heldOutLoss?: number | null; heldOutPairs?: number } | null;
  artefact: { uri: string; sha256: string; baseModel: string } | null;
  data: { kept?: number; droppedTooLong?: number } | null;
  refused: string | null;
}

export const NOTHING_SAID: EngineState = {
  said: 0,
  logged: 0,
  result: null,
  artefact: null,
  data: null,
  refused: null,
};

/** A thing that a job said: a kind, and what about it. */
export interface JobWord {
  n: number;
  kind: string;
  [about: string]: unknown;
}

export async function engineState(runId: string): Promise<{ state: EngineState; cancelRequested: boolean }> {
  const { rows } = await pool().query<{ engine_state: EngineState | null; cancel_requested: boolean }>(
    'SELECT engine_state, cancel_requested FROM training_run WHERE id = $1',
    [runId],
  );
  return { state: rows[0]!.engine_state ?? NOTHING_SAID, cancelRequested: rows[0]!.cancel_requested };
}

const MOST_LINES = 400;

/** Stores what is new as events of the run, and how far that is, in one transaction: nothing is told twice. */
export async function storeWords(
  runId: string,
  before: EngineState,
  heard: { words: readonly JobWord[]; lines: readonly string[] },
): Promise<EngineState> {
  const words = heard.words.filter(({ n }) => n > before.said);
  const lines = heard.lines.slice(before.logged);
  if (!words.length && !lines.length) return before;
  const of = <T>(kind: string, fallback: T): T => {
    const word = words.findLast((each) => each.kind === kind);
    return word ? (word as unknown as T) : fallback;
  };
  const state: EngineState = {
    said: words.at(-1)?.n ?? before.said,
    logged: heard.lines.length,
    result: of('result', before.result),
    artefact: of('artefact', before.artefact),
    data: of('data', before.data),
    refused:
      (words.findLast(({ kind }) => kind === 'refused')?.reason as string | undefined) ?? before.refused,
  };
  await transaction(async (tx) => {
    for (const { n: _, kind, ...data } of words) await addEvent(tx, runId, kind, data);
    const kept = lines.slice(0, Math.max(0, MOST_LINES - before.logged));
    if (kept.length) await addEvent(tx, runId, 'log', { lines: kept });
    const progress = words.findLast(({ kind }) => kind === 'progress') as
      | { step?: number; steps?: number }
      | undefined;
    await tx.query(
      'UPDATE training_run SET engine_state = $2, progress = greatest(progress, least(1, $3::float8)) WHERE id = $1',
      [runId, JSON.stringify(state), progress?.steps ? (progress.step ?? 0) / progress.steps : 0],
    );
  });
  return state;
}

const addEvent = (tx: Queryable, runId: string, kind: string, data: object) =>
  tx.query('INSERT INTO training_event (run_id, kind, data) VALUES ($1, $2, $3)', [
    runId,
    kind,
    JSON.stringify(data),
  ]);

/** Registers what a job elsewhere has made: a model that is listed, with where it is, and not served here. */
export async function registerExternal(run: ClaimedRun, engine: string, state: EngineState): Promise<void> {
  const { uri, sha256, baseModel } = state.artefact!;
  const task = (run.options as { task?: string }).task ?? 'reward';
  const report = {
    task,
    sha256,
    baseModel,
    engine,
    data: state.data,
    result: state.result,
    waiver: run.waiver,
  };
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string }>(
      `INSERT INTO reward_model (project_id, run_id, name, kind, uri, backend, report)
       SELECT $1, $2, $3 || '-' || slug || '-' || $4, 'external', $5, $6, $7 FROM project WHERE id = $1 RETURNING id, name`,
      [
        run.project_id,
        run.id,
        task === 'dpo' ? 'dpo' : 'rm',
        run.number,
        uri,
        engine,
        JSON.stringify(report),
      ],
    );
    await tx.query(
      `UPDATE training_run SET state = 'SUCCEEDED', progress = 1, ended_at = now() WHERE id = $1`,
      [run.id],
    );
    await addEvent(tx, run.id, 'succeeded', { accuracy: state.result?.heldOutAccuracy ?? null, uri });
    await recordAudit(tx, {
      projectId: run.project_id,
      actor: SYSTEM_ACTOR,
      action: 'training.succeed',
      subject: `training-run:${run.id}`,
      data: { run: run.number, model: rows[0]!.id, snapshot: run.snapshot_hash, engine, uri },
    });
    await tellRunFinished(tx, run, 'SUCCEEDED', { model: rows[0]!.name, message: null });
  });
}
