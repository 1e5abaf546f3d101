import { ResponseMarkdown } from './markdown';

export interface Turn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

const WHO: Record<Turn['role'], string> = { system: 'System', user: 'User', assistant: 'Assistant' };

function TurnLine({ turn }: { turn: Turn }) {
  return (
    <li className="grid grid-cols-[64px_minmax(0,110ch)] gap-2 max-sm:grid-cols-1 max-sm:gap-0">
      <span className="pt-[3px] text-ink-3 text-small">{WHO[turn.role]}</span>
      <ResponseMarkdown text={turn.content} />
    </li>
  );
}

/** What was asked. The last turn is open; what came before folds away, so that the responses have the room. */
export function Conversation({ turns }: { turns: Turn[] }) {
  const earlier = turns.slice(0, -1);
  const last = turns[turns.length - 1];
  return (
    <section
      aria-label="Prompt"
      className="max-h-[34dvh] shrink-0 overflow-y-auto rounded-control border border-line bg-surface px-4 pt-2.5 pb-3 max-sm:px-3 max-sm:py-2"
    >
      {earlier.length > 0 && (
        <details className="group mb-1.5">
          <summary className="list-none text-small [&::-webkit-details-marker]:hidden">
            <span className="text-ink-2">
              {earlier.length} earlier {earlier.length === 1 ? 'turn' : 'turns'}
            </span>{' '}
            <span className="link group-open:hidden">Show</span>
            <span className="link hidden group-open:inline">Hide</span>
          </summary>
          <ol className="mt-1.5 grid gap-2 border-line border-b pb-2">
            {earlier.map((turn, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: turns are told by their place
              <TurnLine key={at} turn={turn} />
            ))}
          </ol>
        </details>
      )}
      {last && (
        <ol>
          <TurnLine turn={last} />
        </ol>
      )}
    </section>
  );
}
