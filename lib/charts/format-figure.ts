/**
 * Figures in words for readers, and only for readers: statistics are never rounded before they reach this file.
 * A null becomes an en dash; the reason belongs beside it. Spaces inside a figure are no-break spaces.
 */
const NO_BREAK = '\u00a0';
const MISSING = '–';
const MINUS = '−';

/** By digits. Making one costs as much as fifty figures: without this a tenth of a page's time went there. */
const formats = new Map<number, Intl.NumberFormat>();

function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(digits, made);
  return made;
}

function fixed(value: number, digits: number): string {
  const text = formatOf(digits).format(Math.abs(value));
  // A value that rounds to zero carries no sign.
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? MINUS + text : text;
}

/** A share between 0 and 1 as percent, "14.9 %". */
export function formatPercent(share: number | null, digits = 1): string {
  return share === null ? MISSING : `${fixed(share * 100, digits)}${NO_BREAK}%`;
}

/** A coefficient such as alpha or kappa, "0.45". */
export function formatCoefficient(value: number | null, digits = 2): string {
  return value === null ? MISSING : fixed(value, digits);
}

/** A count, "2,150". */
export function formatCount(count: number | null): string {
  return count === null ? MISSING : fixed(Math.round(count), 0);
}

/** A difference with its sign, "+0.031", "−0.012", "0.000". */
export function formatSigned(value: number | null, digits = 3): string {
  if (value === null) return MISSING;
  const text = fixed(value, digits);
  return value > 0 && Number(text.replaceAll(',', '')) !== 0 ? `+${text}` : text;
}

/** A duration in seconds as a reader says it: "95 s", "3 min 40 s", "2 h 5 min". */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return MISSING;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole}${NO_BREAK}s`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${hours}${NO_BREAK}h${minutes ? ` ${minutes}${NO_BREAK}min` : ''}`;
  return `${minutes}${NO_BREAK}min${rest ? ` ${rest}${NO_BREAK}s` : ''}`;
}

export type FigureKind = 'percent' | 'coefficient' | 'count' | 'signed' | 'duration';

/** One figure of a kind, as a reader reads it; with the kind's own digits unless others are asked for. */
export function formatFigure(value: number | null, kind: FigureKind, digits?: number): string {
  if (kind === 'percent') return formatPercent(value, digits);
  if (kind === 'count') return formatCount(value);
  if (kind === 'signed') return formatSigned(value, digits);
  if (kind === 'duration') return formatDuration(value);
  return formatCoefficient(value, digits);
}

/** A mark on an axis: with the decimals that its step asks for, and no more. */
export function axisFigure(value: number, kind: FigureKind, digits: number): string {
  if (kind === 'percent') return formatPercent(value, Math.max(0, digits - 2));
  if (kind === 'count') return formatCount(value);
  if (kind === 'duration') return formatDuration(value);
  return kind === 'signed' ? formatSigned(value, digits) : formatCoefficient(value, digits);
}

/** An interval of a kind, "0.39 – 0.51" or "82.4 – 90.5" (the unit stands with the value), with as many digits as its value. Null gives the empty text. */
export function formatInterval(
  interval: readonly [number, number] | null | undefined,
  kind: FigureKind,
  digits?: number,
): string {
  if (!interval) return '';
  const bare = (value: number) => formatFigure(value, kind, digits).replace(`${NO_BREAK}%`, '');
  return `${bare(interval[0])}${NO_BREAK}–${NO_BREAK}${bare(interval[1])}`;
}
