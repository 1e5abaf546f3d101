import type { ReactNode } from 'react';

/** One small figure of a row of them: its name, its number with its interval, its drawing. */
export function SmallMultiple({
  name,
  figure,
  note,
  children,
}: {
  name: string;
  figure: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className="min-w-0">
      <h3 className="text-ink-2 text-small">{name}</h3>
      <p className="font-semibold text-title leading-[1.25]">
        {figure} {note && <span className="font-normal text-ink-3 text-small">{note}</span>}
      </p>
      {children && <div className="mt-1">{children}</div>}
    </section>
  );
}
