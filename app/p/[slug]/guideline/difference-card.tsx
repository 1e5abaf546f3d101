import { Card } from '#components/ui/card';
import { formatCount } from '#lib/charts/format-figure';
import { onlyChanges, textDifference } from '#lib/labels/guideline-difference';
import type { Guideline } from '#lib/labels/guidelines';

/** What a version says that the one before did not, word by word. */
export function DifferenceCard({ before, after }: { before: Guideline; after: Guideline }) {
  const { parts, wordsAdded, wordsRemoved } = textDifference(before.body, after.body);
  return (
    <Card
      id="changes"
      note={`${formatCount(wordsAdded)} words added, ${formatCount(wordsRemoved)} removed`}
      title={`What changed since version ${before.number}`}
    >
      {before.title !== after.title && (
        <p className="mb-2">
          Title: <del className="bg-fail-soft text-fail-text">{before.title}</del>{' '}
          <ins className="bg-pass-soft text-pass-text no-underline">{after.title}</ins>
        </p>
      )}
      <div className="max-w-[86ch] whitespace-pre-wrap leading-[1.6]">
        {withKeys(onlyChanges(parts)).map(([key, part]) =>
          part.kind === 'gap' ? (
            <span className="my-1 block text-ink-3 text-small" key={key}>
              … {formatCount(part.lines)} lines as before …
            </span>
          ) : part.kind === 'added' ? (
            <ins className="rounded-small bg-pass-soft text-pass-text no-underline" key={key}>
              <span className="sr-only">added: </span>
              {part.text}
            </ins>
          ) : part.kind === 'removed' ? (
            <del className="rounded-small bg-fail-soft text-fail-text" key={key}>
              <span className="sr-only">removed: </span>
              {part.text}
            </del>
          ) : (
            <span key={key}>{part.text}</span>
          ),
        )}
      </div>
    </Card>
  );
}

/** Each part with its place in the text: the same words may come twice. */
function withKeys<Part>(parts: Part[]): [string, Part][] {
  return parts.map((part, at) => [`part ${at}`, part]);
}
