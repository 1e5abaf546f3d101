'use client';

import type { ReactNode } from 'react';
import { Card } from './card';

interface CardListProps {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** What stands there while there is no line. */
  empty: ReactNode;
  /** `li` elements, one a line. */
  children: ReactNode[];
}

/** A card of lines that reach its edges. */
export function CardList({ empty, children, ...card }: CardListProps) {
  return (
    <Card {...card} padded={false}>
      {children.length === 0 ? (
        <div className="px-4 pb-2">{empty}</div>
      ) : (
        <ul className="mt-1.5 *:border-line *:border-t *:px-4">{children}</ul>
      )}
    </Card>
  );
}
