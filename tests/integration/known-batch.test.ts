import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureBeside, stopMeasuring } from '#jobs/measure-beside';
import { transaction } from '#lib/db';
import { pauseAnnotator, restoreLabels, resumeAnnotator } from '#lib/labels/change-annotator';
import { nextComparisons } from '#lib/labels/next-comparisons';
import { recordBatchEvent } from '#lib/labels/next-sequence';
import { recordLabel } from '#lib/labels/record-label';
import { undoLabel } from '#lib/labels/undo-label';
import { readBatchFacts } from '#lib/quality/batch-facts';
import { forgetBatches, measurementOf } from '#lib/quality/known-batch';
import { latestLiveFigures } from '#lib/quality/live-figures';
import { measureLive, measureQuality } from '#lib/quality/measure-quality';
import { Measurement } from '#lib/quality/measurement';
import { qualityFigures } from '#lib/quality/quality-figures';
import { readBatchLabels } from '#lib/quality/read-batch-labels';
import { type Random, seededRandom } from '#lib/statistics/random';
import { type Crew, makeCrew, makeQueues } from './setup/crew';
import { testDatabase } from './setup/database';

const db = await testDatabase();
beforeAll(() => makeQueues(db));

const CHOICES = ['A', 'B', 'TIE', 'BOTH_BAD', 'CANT_JUDGE'] as const;

/** Everything that can happen to a batch, by chance: what labels, leads and imports do to it. */
class LivingBatch {
  private readonly done: { annotatorId: number; assignmentId: string }[] = [];
  private readonly project: { id: string };
  private readonly lead: { kind: 'person'; id: string };

  constructor(
    private readonly crew: Crew,
    private readonly random: Random,
  ) {
    this.project = { id: crew.projectId };
    this.lead = { kind: 'person', id: crew.userId };
  }

  async somethingHappens(): Promise<void> {
    const dice = this.random.next();
    const annotatorId = this.crew.annotatorIds[this.random.integer(this.crew.annotatorIds.length)]!;
    if (dice < 0.7) await this.label(annotatorId);
    else if (dice < 0.85) await this.takeBack();
    else if (dice < 0.89) await this.setAside(annotatorId);
    else if (dice < 0.92)
      await restoreLabels(this.project, this.lead, { annotatorId, batchId: this.crew.batchId }).catch(
        () => {},
      );
    else if (dice < 0.96) await this.answerGold();
    else await this.addComparison();
  }

  private async label(annotatorId: number): Promise<void> {
    const [next] = await nextComparisons(annotatorId, 1);
    if (!next) return;
    const choice = CHOICES[this.random.integer(CHOICES.length)]!;
    const strength = 1 + this.random.integer(3);
    await recordLabel(annotatorId, {
      assignmentId: next.assignmentId,
      idempotencyKey: randomUUID(),
      choice,
      strength,
      reasons: [],
      activeMs: this.random.integer(60_000),
    });
    this.done.push({ annotatorId, assignmentId: next.assignmentId });
  }

  private async takeBack(): Promise<void> {
    const last = this.done.splice(this.random.integer(Math.max(1, this.done.length)), 1)[0];
    if (last) await undoLabel(last.annotatorId, last.assignmentId, randomUUID());
  }

  private async setAside(annotatorId: number): Promise<void> {
    const reason = 'by chance';
    const fromSequence = this.random.integer(60);
    await pauseAnnotator(this.project, this.lead, {
      annotatorId,
      reason,
      setAside: { batchId: this.crew.batchId, fromSequence },
    });
    await resumeAnnotator(this.project, this.lead, { annotatorId, reason });
  }

  private async answerGold(): Promise<void> {
    await transaction(async (tx) => {
      const comparison = this.crew.comparisonIds[this.random.integer(this.crew.comparisonIds.length)];
      await tx.query(
        `UPDATE comparison SET gold_choice = CASE WHEN gold_choice IS NULL THEN 'A'::choice END WHERE id = $1`,
        [comparison],
      );
      await recordBatchEvent(tx, this.crew.batchId, {
        kind: 'gold-set',
        data: { comparison },
        actorId: null,
      });
    });
  }

  private async addComparison(): Promise<void> {
    await db.pool.query(
      `INSERT INTO comparison (project_id, batch_id, external_id, prompt, prompt_hash, response_a, response_b, content_hash, tags)
       VALUES ($1, $2, $3, '[{"role":"user","content":"More?"}]', 'p', 'a', 'b', $3, '{added}')`,
      [this.crew.projectId, this.crew.batchId, randomUUID()],
    );
  }
}

const lastSequence = async (crew: Crew): Promise<number> =>
  (await db.pool.query('SELECT last_sequence::int AS s FROM batch WHERE id = $1', [crew.batchId])).rows[0].s;

describe('a batch that is kept between measurements', () => {
  it('is at every moment what reading all of it gives, whatever happened meanwhile', async () => {
    const crew = await makeCrew(db, { annotators: 5, comparisons: 25, overlap: 4 });
    const batch = { id: crew.batchId, projectId: crew.projectId };
    const living = new LivingBatch(crew, seededRandom(5));
    let revised = 0;
    let aside = 0;
    for (let step = 0; step < 40; step++) {
      for (let k = 0; k < 4; k++) await living.somethingHappens();
      const sequence = await lastSequence(crew);
      const kept = await measurementOf(batch, sequence, step % 3 === 0);
      const read = await readBatchLabels(crew.batchId, sequence);
      expect({ ...kept.labels, hash: '' }).toEqual({ ...read, hash: '' });
      if (step % 3 === 0) expect(kept.labels.hash).toBe(read.hash);
      const facts = await readBatchFacts(crew.projectId, crew.batchId);
      expect(kept.facts).toEqual(facts);
      expect(qualityFigures(kept)).toEqual(qualityFigures(new Measurement(read, facts)));
      aside += read.excluded;
      revised = (
        await db.pool.query('SELECT 1 FROM label WHERE batch_id = $1 AND revision > 0', [crew.batchId])
      ).rowCount!;
    }
    expect(revised).toBeGreaterThan(20);
    expect(aside).toBeGreaterThan(20);
  });

  it('goes back to an earlier moment when it is asked to', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 10, overlap: 3 });
    const batch = { id: crew.batchId, projectId: crew.projectId };
    const living = new LivingBatch(crew, seededRandom(8));
    for (let k = 0; k < 20; k++) await living.somethingHappens();
    const sequence = await lastSequence(crew);
    await measurementOf(batch, sequence, true);
    const earlier = await measurementOf(batch, sequence - 5, true);
    expect(earlier.labels).toEqual(await readBatchLabels(crew.batchId, sequence - 5));
  });

  it('gives the live figures and the report the same numbers, before and after a restart', async () => {
    const crew = await makeCrew(db, { annotators: 4, comparisons: 30, overlap: 3 });
    const living = new LivingBatch(crew, seededRandom(9));
    for (let k = 0; k < 60; k++) await living.somethingHappens();
    const live = await measureLive(crew.batchId);
    const { figures } = (await latestLiveFigures(crew.batchId))!;
    expect(live?.labels).toBe(figures.labels);
    forgetBatches();
    await measureQuality(crew.batchId);
    const report = await db.pool.query('SELECT figures FROM quality_report WHERE batch_id = $1', [
      crew.batchId,
    ]);
    expect(report.rows[0].figures).toMatchObject({
      labels: figures.labels,
      comparisonsWithOverlap: figures.comparisonsWithOverlap,
      swapInvariantAlpha: figures.swapInvariantAlpha,
      aligned: { pairwiseAgreement: figures.pairwiseAgreement, krippendorffAlpha: figures.krippendorffAlpha },
    });
    expect((await latestLiveFigures(crew.batchId))!.figures).toEqual(figures);
  });
});

describe('the measuring thread', () => {
  it('stores the report that a measurement in the worker itself would', async () => {
    const crew = await makeCrew(db, { annotators: 3, comparisons: 20, overlap: 3 });
    const living = new LivingBatch(crew, seededRandom(10));
    for (let k = 0; k < 40; k++) await living.somethingHappens();
    const sequence = await lastSequence(crew);
    try {
      const measured = await measureBeside(crew.batchId);
      expect(measured).toEqual({ projectId: crew.projectId, lastSequence: sequence, added: true });
      expect(await measureBeside(crew.batchId)).toMatchObject({ added: false });
    } finally {
      await stopMeasuring();
    }
    const { rows } = await db.pool.query('SELECT figures FROM quality_report WHERE batch_id = $1', [
      crew.batchId,
    ]);
    const own = await measurementOf({ id: crew.batchId, projectId: crew.projectId }, sequence, false);
    expect(rows[0].figures).toEqual(JSON.parse(JSON.stringify(qualityFigures(own))));
  });

  it('says what went wrong, and measures the next batch all the same', async () => {
    try {
      await expect(measureBeside('no batch')).rejects.toThrow(/uuid/);
      expect(await measureBeside(randomUUID())).toBeNull();
    } finally {
      await stopMeasuring();
    }
  });
});
