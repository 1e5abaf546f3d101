import { Icon } from './icon';

/** The arrow of a select, over its right end; the select keeps room for it. */
export function SelectArrow() {
  return (
    <Icon
      name="open"
      className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
      size={14}
      strokeWidth={1.8}
    />
  );
}
