import { controlClass, FieldError, fieldErrors } from '#components/ui/field';
import { CHECKS, type CheckId, type PolicyChecks, PRESETS, type PresetName } from '#lib/gate/policy';
import { REFERENCE_LEVELS } from './reference-levels';
import { thresholdWords } from './threshold-text';

const UNIT = { coefficient: '', share: '%', count: '' } as const;

/** One check: what it is, what is known about its height, and its threshold. */
export function PolicyRow({
  check,
  value,
  onChange,
  error,
}: {
  check: CheckId;
  value: string;
  onChange: (value: string) => void;
  error?: string[];
}) {
  const { name, side, unit } = CHECKS[check];
  const id = `threshold-${check}`;
  const errors = fieldErrors(error);
  return (
    <li className="grid items-start gap-x-6 gap-y-1.5 border-line border-t px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <label className="font-medium" htmlFor={id}>
          {name}
        </label>
        <p className="max-w-[80ch] text-ink-3 text-small" id={`${id}-reference`}>
          {REFERENCE_LEVELS[check]}
        </p>
        <p className="mt-0.5 text-ink-2 text-small">
          {(Object.keys(PRESETS) as PresetName[]).map((preset, at) => (
            <span key={preset}>
              {at > 0 && ' · '}
              {preset} <b>{presetWords(check, PRESETS[preset])}</b>
            </span>
          ))}
        </p>
      </div>
      <div>
        <span className="flex items-center gap-2">
          <span className="whitespace-nowrap text-ink-2 text-small">
            {side === 'least' ? 'at least' : 'at most'}
          </span>
          <span className="w-24">
            <input
              aria-describedby={`${id}-reference${errors.length ? ` ${id}-error` : ''}`}
              aria-invalid={errors.length > 0 || undefined}
              autoComplete="off"
              className={`${controlClass} h-8 text-right max-sm:h-11`}
              id={id}
              inputMode="decimal"
              name={check}
              onChange={(event) => onChange(event.target.value)}
              placeholder="not asked"
              value={value}
            />
          </span>
          <span className="w-4 text-ink-2">{UNIT[unit]}</span>
        </span>
        <FieldError errors={errors} id={`${id}-error`} />
      </div>
    </li>
  );
}

const presetWords = (check: CheckId, preset: PolicyChecks) => thresholdWords(check, preset[check]);
