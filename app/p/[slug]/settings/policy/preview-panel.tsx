import { Notice } from '#components/ui/notice';
import { VerdictMark } from '#components/ui/verdict';
import { VERDICT_WORD } from '#components/ui/verdict-words';
import { CHECKS } from '#lib/gate/policy';
import type { PreviewedBatch } from '#lib/quality/policy-preview';

/** What the thresholds in the fields would say of the last batches. Nothing is in force by looking. */
export function PreviewPanel({ batches }: { batches: PreviewedBatch[] }) {
  if (batches.length === 0)
    return (
      <Notice live="status" title="There is no batch yet that these thresholds could judge." tone="quiet" />
    );
  return (
    <section
      aria-label="With these thresholds"
      aria-live="polite"
      className="rounded-control bg-sunken px-3 py-2.5"
    >
      <h3 className="font-semibold">With these thresholds</h3>
      <ul>
        {batches.map(({ batch, verdict, open, waiting }) => (
          <li className="border-line border-t py-1.5 first:border-t-0" key={batch.number}>
            <span className="flex flex-wrap items-baseline gap-x-3">
              <VerdictMark verdict={verdict} word={verdict === 'PASS' ? 'Open' : VERDICT_WORD[verdict]} />
              <span className="font-medium">{batch.name}</span>
              {waiting > 0 && (
                <span className="text-ink-3 text-small">
                  {waiting} waiting {waiting === 1 ? 'run' : 'runs'}{' '}
                  {verdict === 'PASS' ? 'would start' : 'would go on waiting'}
                </span>
              )}
            </span>
            {open.length > 0 && (
              <span className="block text-ink-2 text-small">
                because of{' '}
                {open
                  .map((c) => `${CHECKS[c.check].name} (${VERDICT_WORD[c.verdict].toLowerCase()})`)
                  .join(', ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
