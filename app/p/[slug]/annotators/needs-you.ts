import type { AnnotatorRow } from '#lib/quality/annotator-row';

/** The page's answer in words: how many annotators need the lead, and who first. */
export function needsYou(rows: readonly AnnotatorRow[]): { title: string; lead: string } {
  const drifting = rows.filter((r) => r.drift.state === 'drifting' && r.status === 'ACTIVE');
  const constant = rows.filter((r) => r.constant && r.status === 'ACTIVE');
  const leaning = rows.filter(
    (r) => r.leftRate.flagged && r.status === 'ACTIVE' && !drifting.includes(r) && !constant.includes(r),
  );
  const paused = rows.filter((r) => r.status === 'PAUSED');
  const some = new Set([...drifting, ...constant, ...leaning]).size;
  const total = rows.length === 1 ? 'the one annotator' : `${rows.length} annotators`;
  const title =
    rows.length === 0
      ? 'No annotators yet'
      : some === 0
        ? `None of ${total} needs you`
        : some === 1
          ? `One of ${total} needs you`
          : `${some} of ${total} need you`;
  const parts = [
    drifting.length ? `${names(drifting)} ${drifting.length > 1 ? 'drift' : 'drifts'}.` : '',
    constant.length
      ? `${names(constant)} ${constant.length > 1 ? 'always give' : 'always gives'} the same answer.`
      : '',
    leaning.length
      ? `${names(leaning)} ${leaning.length > 1 ? 'favour' : 'favours'} one side of the screen.`
      : '',
    paused.length ? `${names(paused)} ${paused.length > 1 ? 'are' : 'is'} paused.` : '',
  ].filter(Boolean);
  return {
    title,
    lead:
      parts.join(' ') ||
      'Low agreement is a question, not a verdict: read the labels before you act on a person.',
  };
}

function names(rows: AnnotatorRow[]): string {
  const shown = rows.slice(0, 3).map((r) => r.name);
  return rows.length > 3 ? `${shown.join(', ')} and ${rows.length - 3} more` : shown.join(' and ');
}
