import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { cx } from '#components/ui/cx';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { GuidelineSummary } from '#lib/labels/guidelines';

/** Every version with what changed in it; leads also see how many labels were given by it. */
export function VersionList({
  versions,
  shown,
  base,
  counts,
}: {
  versions: GuidelineSummary[];
  shown: number;
  base: string;
  counts: boolean;
}) {
  return (
    <Card note="newest first" padded={false} title="Versions">
      <ol className="mt-1.5" reversed>
        {versions.map((version, at) => (
          <li
            className={cx(
              'border-line border-t px-4 py-2.5',
              version.number === shown && 'shadow-[inset_3px_0_var(--accent)]',
            )}
            key={version.number}
          >
            <div className="flex flex-wrap items-center gap-2">
              <Link
                aria-current={version.number === shown ? 'page' : undefined}
                className="link"
                href={at === 0 ? base : `${base}?version=${version.number}`}
              >
                Version {version.number}
              </Link>
              {at === 0 && <Chip tone="accent">In force</Chip>}
              <span className="ml-auto text-ink-3 text-small">
                <Time at={version.publishedAt} shape="date" />
              </span>
            </div>
            <p className="mt-1 text-ink-2">{version.changes || 'The first version.'}</p>
            {counts && (
              <p className="mt-0.5 text-ink-3 text-small">
                {version.labels.toLocaleString('en')} {version.labels === 1 ? 'label' : 'labels'}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
