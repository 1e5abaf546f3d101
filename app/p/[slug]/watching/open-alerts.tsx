import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import { ALERT_KINDS } from '#lib/alerts/alert-kinds';
import type { AlertRow } from '#lib/alerts/alerts';

/** Open alerts about reward models; resolving is done on the alerts page. */
export function OpenAlerts({ slug, rows }: { slug: string; rows: AlertRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card
      footer={
        <Link className="text-accent-text underline underline-offset-2" href={`/p/${slug}/alerts`}>
          Resolve them on the alerts page
        </Link>
      }
      padded={false}
      title={rows.length === 1 ? 'One open alert' : `${rows.length} open alerts`}
    >
      <ul className="mt-1">
        {rows.map((row) => (
          <li
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-t px-4 py-2"
            key={row.id}
          >
            <Chip tone="fail">{ALERT_KINDS[row.kind]}</Chip>
            <Link
              className="font-semibold underline decoration-line-strong underline-offset-2 hover:decoration-current"
              href={`/p/${slug}${row.evidence}`}
            >
              {row.title}
            </Link>
            <span className="text-ink-3 text-small">
              <Time at={row.raisedAt} shape="relative" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
