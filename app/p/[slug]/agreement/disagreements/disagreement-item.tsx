import { useState } from 'react';
import { Chip } from '#components/ui/chip';
import { cx } from '#components/ui/cx';
import { Link } from '#components/ui/link';
import { formatCoefficient, formatPercent } from '#lib/charts/format-figure';
import { CAUSE_WORDS } from '#lib/labels/adjudication-rules';
import type { Disagreement, Vote } from '#lib/quality/disagreements';
import type { Choice } from '#prisma/generated/enums';

const CHOICE_WORDS: Record<Choice, string> = {
  A: 'A is better',
  TIE: 'Tie',
  B: 'B is better',
  BOTH_BAD: 'Both bad',
  CANT_JUDGE: 'Can’t judge',
};
const STRENGTH = ['', 'slightly', 'clearly', 'much'];
const TONE: Partial<Record<Choice, string>> = { A: 'border-l-a bg-a-soft', B: 'border-l-b bg-b-soft' };

/** What the list draws: a conversation is long, and its title is enough. */
export type ListedDisagreement = Omit<Disagreement, 'prompt'>;

interface DisagreementItemProps {
  row: ListedDisagreement;
  href: string;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

/** One comparison: who chose what, side by side, and the two responses behind it. */
export function DisagreementItem({ row, href, chosen, onChoose }: DisagreementItemProps) {
  return (
    <li className={cx('border-line border-t first:border-t-0', chosen && 'bg-accent-soft')}>
      <div className="flex items-start gap-3 px-4 pt-2.5 pb-2">
        <input
          aria-label={`Choose ${row.title}`}
          checked={chosen}
          className="mt-1 size-4 shrink-0 accent-accent max-sm:size-5"
          onChange={(event) => onChoose(event.target.checked)}
          type="checkbox"
        />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Link className="min-w-0 font-medium hover:underline" href={href}>
              {row.title}
            </Link>
            <span className="flex flex-wrap items-center gap-1">
              {row.tags.map((tag) => (
                <Chip key={tag}>{tag}</Chip>
              ))}
              {row.gold && <Chip tone="accent">gold: {CHOICE_WORDS[row.gold]}</Chip>}
              {row.adjudication && <AdjudicationChip {...row.adjudication} />}
            </span>
            <span className="ml-auto whitespace-nowrap text-ink-3 text-small">
              most likely <b className="text-ink-2">{CHOICE_WORDS[row.posteriorChoice]}</b>,{' '}
              {formatPercent(row.posterior, 0)} · {formatCoefficient(row.entropy)} bit
            </span>
          </div>
          <Votes votes={row.votes} />
          <Responses row={row} />
        </div>
      </div>
    </li>
  );
}

/** Drawn when they are asked for: fifty texts of a page are most of it, and few are read. */
function Responses({ row }: { row: ListedDisagreement }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="group mt-1.5" onToggle={() => setOpened(true)}>
      <summary className="w-fit text-accent-text text-small">
        The responses{row.sourceA && `, of ${row.sourceA} and ${row.sourceB ?? 'a source not given'}`}
      </summary>
      {opened && (
        <div className="mt-1.5 grid gap-2 sm:grid-cols-2">
          <Excerpt letter="A" source={row.sourceA} text={row.responseA} />
          <Excerpt letter="B" source={row.sourceB} text={row.responseB} />
        </div>
      )}
    </details>
  );
}

function AdjudicationChip({ state, cause, verdict }: NonNullable<Disagreement['adjudication']>) {
  if (state === 'OPEN') return <Chip tone="nee">in adjudication</Chip>;
  if (state === 'DISMISSED') return <Chip tone="quiet">adjudication dismissed</Chip>;
  return (
    <Chip tone="pass">
      decided{verdict && `: ${CHOICE_WORDS[verdict]}`}
      {cause && `, ${CAUSE_WORDS[cause].label.toLowerCase()}`}
    </Chip>
  );
}

const LANES: { choices: Choice[]; title: string }[] = [
  { choices: ['A'], title: 'A is better' },
  { choices: ['TIE', 'BOTH_BAD', 'CANT_JUDGE'], title: 'No preference' },
  { choices: ['B'], title: 'B is better' },
];

/** Three lanes in the order of the choice bar, so that who stood where is seen at a glance. */
function Votes({ votes }: { votes: Vote[] }) {
  return (
    <div className="mt-1.5 grid grid-cols-3 gap-2 max-sm:grid-cols-1">
      {LANES.map(({ choices, title }) => {
        const lane = votes.filter((vote) => choices.includes(vote.choice));
        return (
          <div
            className={cx(
              'min-w-0 rounded-control border-l-2 px-2.5 py-1',
              lane.length > 0
                ? (TONE[choices[0]!] ?? 'border-line-strong bg-sunken')
                : 'border-line max-sm:hidden',
            )}
            key={title}
          >
            <p className="text-ink-3 text-micro">
              {title} · {lane.length}
            </p>
            {lane.map((vote) => (
              <p className="min-w-0" key={vote.annotatorId}>
                <span className="font-medium">{vote.annotator}</span>
                <span className="text-ink-2 text-small">
                  {vote.strength !== null && ` ${STRENGTH[vote.strength] ?? `strength ${vote.strength}`}`}
                  {(vote.choice === 'BOTH_BAD' || vote.choice === 'CANT_JUDGE') &&
                    ` ${CHOICE_WORDS[vote.choice].toLowerCase()}`}
                </span>
                {vote.rationale && <span className="block text-ink-2 text-small">“{vote.rationale}”</span>}
              </p>
            ))}
          </div>
        );
      })}
    </div>
  );
}

function Excerpt({ letter, source, text }: { letter: 'A' | 'B'; source: string | null; text: string }) {
  return (
    <div
      className={cx(
        'min-w-0 rounded-control border border-line border-t-2 bg-surface px-3 py-2',
        letter === 'A' ? 'border-t-a' : 'border-t-b',
      )}
    >
      <p className="text-ink-3 text-small">
        {letter}, {source ?? 'source not given'}
      </p>
      <p className="whitespace-pre-wrap text-small">{text || '(empty)'}</p>
    </div>
  );
}
