import type { ReactNode } from 'react';

interface ChartHeadingProps {
  title: string;
  /** What is drawn and with which unit, in the reader's words. */
  note?: ReactNode;
  /** Its save button, once there is a drawing. */
  save?: ReactNode;
}

/** Above a chart that shares a card with others: the question that it answers, what is drawn, and a way to keep it. */
export function ChartHeading({ title, note, save }: ChartHeadingProps) {
  return (
    <div className="flex items-start justify-between gap-2">
      <h3 className="font-semibold text-small">
        {title} {note && <span className="font-normal text-ink-3">{note}</span>}
      </h3>
      {save}
    </div>
  );
}
