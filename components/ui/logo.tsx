/** Two overlapping rings, A and B: what they share is agreement. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg aria-hidden="true" fill="none" height={size} viewBox="0 0 26 26" width={size}>
      <circle className="stroke-a" cx="9.5" cy="13" r="7" strokeWidth="2.5" />
      <circle className="stroke-b" cx="16.5" cy="13" r="7" strokeWidth="2.5" />
    </svg>
  );
}
