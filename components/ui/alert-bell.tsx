import { Icon } from './icon';
import { Link } from './link';

/** The way to the alerts, in the bar of every page, with how many wait for somebody. */
export function AlertBell({ href, open }: { href: string; open: number }) {
  return (
    <Link
      aria-label={open === 0 ? 'Alerts: none open' : `Alerts: ${open} open`}
      className="relative grid size-8 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink max-sm:size-10"
      href={href}
    >
      <Icon name="bell" size={17} />
      {open > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-0.5 -right-1 min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-[11px] text-accent-ink leading-4"
        >
          {open > 99 ? '99+' : open}
        </span>
      )}
    </Link>
  );
}
