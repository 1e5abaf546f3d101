import { SYSTEM_ACTOR } from '#lib/audit';
import { pool } from '#lib/db';
import { changePolicy } from '#lib/quality/change-policy';
import { measureQuality } from '#lib/quality/measure-quality';
import { comparison, importText, jsonl, label, newProject } from '#tests/integration/import-project';
import { OPEN_POLICY } from './judged-crew';

export interface ExportedProject {
  id: string;
  slug: string;
  name: string;
  simulated: boolean;
  batchId: string;
}

const CHOICES = ['A', 'B', 'TIE', 'A', 'BOTH_BAD', 'A', 'B'];

/** A measured project of imported labels by four people who do not always agree; several comparisons share a prompt. */
export async function exportedProject({
  comparisons = 180,
  prompts = 130,
  open = true,
}: {
  comparisons?: number;
  prompts?: number;
  open?: boolean;
} = {}): Promise<ExportedProject> {
  const id = await newProject();
  const rows = Array.from({ length: comparisons }, (_, n) => {
    const item = `q${n}`;
    const prompt = [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: `Question ${n % prompts}: “why”,\nand how?` },
    ];
    return [
      comparison(item, { prompt, tags: [n % 3 ? 'chat' : 'maths'], language: 'en' }),
      ...['w1', 'w2', 'w3', 'w4'].map((who, k) =>
        label(item, who, CHOICES[(n * 7 + k * (n % 5) + (k === 3 ? n : 0)) % CHOICES.length]!, {
          strength: 1 + ((n + k) % 3),
          swapped: (n + k) % 2 === 0,
          created_at: new Date(Date.UTC(2026, 8, 1, 0, n, k)).toISOString(),
        }),
      ),
    ];
  }).flat();
  await importText(id, jsonl(...rows));
  if (open) await changePolicy({ id }, SYSTEM_ACTOR, { checks: OPEN_POLICY, note: 'A test.', after: 1 });
  const { rows: found } = await pool().query(
    'SELECT b.id AS "batchId", p.slug, p.name, p.simulated FROM batch b JOIN project p ON p.id = b.project_id WHERE p.id = $1',
    [id],
  );
  await measureQuality(found[0].batchId);
  return { id, ...found[0] };
}
