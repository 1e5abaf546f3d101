'use client';

import { useEffect, useRef, useState } from 'react';
import { Icon } from '#components/ui/icon';

/** The text filter. Typing is local and reaches table and address when it pauses, so 300 rows never make a key wait. */
export function TableSearch({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [editing, setEditing] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The address changed from elsewhere (Back, a cleared search): follow it.
  // What is being typed is never overtaken by the address, which comes a moment later.
  if (value !== known) {
    setKnown(value);
    if (!editing) setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <span className="relative block w-44 max-sm:w-full">
      <Icon
        name="search"
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
        size={14}
        strokeWidth={1.8}
      />
      <input
        aria-label={label}
        className="h-8 w-full rounded-control border border-control bg-surface pr-2 pl-8 placeholder:text-ink-3 max-sm:h-10 max-sm:text-title"
        onBlur={() => setEditing(false)}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            onChange(next);
          }, 150);
        }}
        onFocus={() => setEditing(true)}
        placeholder={label}
        type="search"
        value={typed}
      />
    </span>
  );
}
