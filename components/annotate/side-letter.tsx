import { cx } from '../ui/cx';

export function SideLetter({ side }: { side: 'A' | 'B' }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-grid size-5 shrink-0 place-items-center rounded-small font-semibold text-small',
        side === 'A' ? 'bg-a text-a-ink' : 'bg-b text-b-ink',
      )}
    >
      {side}
    </span>
  );
}
