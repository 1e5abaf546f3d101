import { Chip } from '#components/ui/chip';
import { cx } from '#components/ui/cx';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { WebhookEndpoint } from '#lib/alerts/webhook-endpoints';
import { formatCount } from '#lib/charts/format-figure';
import { EndpointActs } from './endpoint-acts';

/** One endpoint: where, what it is told, how that went in the last week, and what can be done with it. */
export function EndpointItem({
  endpoint,
  slug,
  current,
}: {
  endpoint: WebhookEndpoint;
  slug: string;
  current: boolean;
}) {
  const {
    id,
    url,
    description,
    events,
    delivered,
    failed,
    waiting,
    failingSince,
    disabledAt,
    disabledReason,
  } = endpoint;
  const log = `/p/${slug}/settings/webhooks/deliveries?endpoint=${id}`;
  return (
    <li
      aria-current={current || undefined}
      className={cx(
        'flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0',
        current && 'bg-accent-soft',
      )}
    >
      <div className="min-w-[min(100%,260px)] flex-1">
        <p className="break-all font-medium font-mono text-small">{url}</p>
        {description && <p className="text-ink-2">{description}</p>}
        <p className="mt-1 flex flex-wrap gap-1">
          {events.map((event) => (
            <Chip key={event}>{event}</Chip>
          ))}
        </p>
        <p className="mt-1.5 text-ink-3 text-small">
          Last 7 days:{' '}
          <Link className="text-accent-text hover:underline" href={log}>
            {formatCount(delivered)} delivered, {formatCount(waiting)} waiting, {formatCount(failed)} given up
          </Link>
        </p>
        {disabledAt ? (
          <p className="mt-1.5 text-fail-text text-small">
            Off since <Time at={disabledAt} />. {disabledReason}
          </p>
        ) : (
          failingSince && (
            <p className="mt-1.5 text-nee-text text-small">
              Nothing has arrived since <Time at={failingSince} />. It is switched off after three days.
            </p>
          )
        )}
      </div>
      <EndpointActs id={id} off={disabledAt !== null} slug={slug} url={url} />
    </li>
  );
}
