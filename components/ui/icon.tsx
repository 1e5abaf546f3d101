'use client';

import { ICON_SHAPES } from './icon-shapes';

/** Icons go by name, so that a server component can hand them to a client one as plain data. */
export type IconName = keyof typeof ICON_SHAPES;

export interface IconProps {
  name: IconName;
  size?: number;
  /** In the same square of 24 as the shapes. */
  strokeWidth?: number;
  fill?: 'none' | 'currentColor';
  className?: string;
}

/** Two elements and no context: a page has dozens of icons, and the server draws each of them. */
export function Icon({
  name,
  size = 16,
  strokeWidth = 1.6,
  fill = 'none',
  className = 'shrink-0',
}: IconProps) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill={fill}
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={strokeWidth}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={ICON_SHAPES[name]} />
    </svg>
  );
}
