import type { Choice } from '#components/annotate/choice';
import { Chip, type ChipTone } from '#components/ui/chip';

export const CHOICE_TONE: Record<Choice, ChipTone> = {
  A: 'a',
  B: 'b',
  TIE: 'quiet',
  BOTH_BAD: 'quiet',
  CANT_JUDGE: 'plain',
};

const VOTE_WORDS: Record<Choice, string> = {
  A: 'A',
  TIE: 'tie',
  B: 'B',
  BOTH_BAD: 'both bad',
  CANT_JUDGE: 'can’t judge',
};

const ORDER: Choice[] = ['A', 'TIE', 'B', 'BOTH_BAD', 'CANT_JUDGE'];

export type Votes = Partial<Record<Choice, number>>;

/** Votes in the order of the choices: "2 A · 1 tie". */
export function voteWords(votes: Votes): string {
  return ORDER.flatMap((choice) => (votes[choice] ? [`${votes[choice]} ${VOTE_WORDS[choice]}`] : [])).join(
    ' · ',
  );
}

/** How many chose what. */
export function VoteChips({ votes }: { votes: Votes }) {
  return (
    <span className="flex flex-wrap gap-1">
      {ORDER.map(
        (choice) =>
          votes[choice] && (
            <Chip key={choice} tone={CHOICE_TONE[choice]}>
              {votes[choice]} {VOTE_WORDS[choice]}
            </Chip>
          ),
      )}
    </span>
  );
}
