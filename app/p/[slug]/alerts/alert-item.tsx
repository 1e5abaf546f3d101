import { ButtonLink } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import { Icon, type IconName } from '#components/ui/icon';
import { Time } from '#components/ui/time';
import { ALERT_KINDS, type AlertKind } from '#lib/alerts/alert-kinds';
import type { AlertRow } from '#lib/alerts/alerts';
import { ResolveDialog } from './resolve-dialog';

const ICONS: Record<AlertKind, IconName> = {
  drift: 'drift',
  gold: 'flag',
  speed: 'alert',
  ready: 'batch',
  gate: 'gate',
  'reward-drift': 'drift',
  optimisation: 'training',
  probe: 'model',
  webhook: 'alert',
};

/** One alert: what, why, where the evidence is, and what became of it. */
export function AlertItem({ row, slug, base }: { row: AlertRow; slug: string; base: string }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <span className="mt-0.5 text-ink-2">
        <Icon name={ICONS[row.kind]} />
      </span>
      <div className="min-w-[min(100%,240px)] flex-1">
        <p className="font-semibold">{row.title}</p>
        <p className="text-ink-2">{row.sentence}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-3 text-small">
          <Chip>{ALERT_KINDS[row.kind]}</Chip>
          {row.batch && <span>{row.batch}</span>}
          <span>
            raised <Time at={row.raisedAt} shape="relative" />
          </span>
        </p>
        {row.resolvedAt && (
          <p className="mt-2 border-line-strong border-l-2 pl-2 text-ink-2 text-small">
            {row.resolvedBy ? `Resolved by ${row.resolvedBy} ` : 'Closed '}
            <Time at={row.resolvedAt} shape="relative" />: {row.note}
            {row.resolvedBy &&
              row.causeLasts &&
              ' Its cause lasts; it is raised again only when that has gone and come back.'}
          </p>
        )}
      </div>
      <div className="flex items-center gap-2">
        {row.evidence && (
          <ButtonLink aria-label={`Evidence: ${row.title}`} href={`${base}${row.evidence}`} size="small">
            Evidence
          </ButtonLink>
        )}
        {!row.resolvedAt && <ResolveDialog id={row.id} slug={slug} title={row.title} />}
      </div>
    </li>
  );
}
