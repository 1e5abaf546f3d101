/** What every chart says about the point under the pointer or the arrow keys: the lines its preparation wrote. */
export function ChartTip({
  active,
  payload,
}: {
  active?: boolean;
  payload?: readonly { payload?: { tip?: string[] } }[];
}) {
  const tip = payload?.find((entry) => entry.payload?.tip)?.payload?.tip;
  if (!active || !tip) return null;
  const [head, ...lines] = tip;
  return (
    <div className="rounded-small border border-line-strong bg-surface px-2 py-1.5 text-ink text-small shadow-pop">
      <p className="font-semibold">{head}</p>
      {lines.map((line) => (
        <p className="text-ink-2" key={line}>
          {line}
        </p>
      ))}
    </div>
  );
}
