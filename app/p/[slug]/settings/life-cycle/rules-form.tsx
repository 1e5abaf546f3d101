'use client';

import { type FormEvent, startTransition, useActionState, useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { controlClass } from '#components/ui/field';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { TextField } from '#components/ui/text-field';
import { toast } from '#components/ui/toaster';
import type { RuleMode } from '#lib/annotators/life-cycle-rules';
import type { RulesInForce } from '#lib/labels/life-cycle-rules-of';
import { saveRules } from './actions';
import { asTyped, type NumberField, RULE_FIELDS, RULE_TEXTS, type RuleText } from './rule-fields';

const MODES: { value: RuleMode; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'propose', label: 'Propose to a lead' },
  { value: 'automatic', label: 'Do it' },
];

type Typed = Record<string, string>;

/** Each rule as a sentence with its numbers in it, and what happens when it is met. */
export function RulesForm({ slug, inForce }: { slug: string; inForce: RulesInForce }) {
  const [state, act, pending] = useActionState(saveRules, null);
  const [typed, setTyped] = useState<Typed>(() => fieldsOf(inForce));
  const set = (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  useEffect(() => {
    if (!state?.ok) return;
    toast.success(`Version ${state.result} is in force; everybody is held against it.`);
    setTyped((before) => ({ ...before, note: '' }));
  }, [state]);
  const error = state && !state.ok ? state.error : null;
  const messages = Object.values(error?.fields ?? {}).flat();
  // Not as the form's action: that would reset the selects to what they were.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!pending) startTransition(() => act(data));
  };
  return (
    <form onSubmit={submit}>
      <input name="slug" type="hidden" value={slug} />
      <input name="all" type="hidden" value={JSON.stringify({ ...typed, after: inForce.version })} />
      <Card padded={false} title="Rules">
        <ul className="mt-1.5">
          {RULE_TEXTS.map((rule) => (
            <RuleRow key={rule.id} onChange={set} rule={rule} typed={typed} />
          ))}
        </ul>
        <div className="grid gap-3 border-line border-t px-4 py-3">
          {error && (
            <Notice live="alert" title={error.message} tone="fail">
              {messages.map((message) => (
                <p key={message}>{message}</p>
              ))}
            </Notice>
          )}
          <TextField
            hint="It stands in the history and in the audit log."
            label="Why this change"
            onChange={(event) => set('note', event.target.value)}
            required
            value={typed.note ?? ''}
          />
          <div className="flex flex-wrap items-center justify-end gap-2">
            <span className="text-ink-3 text-small">Everybody is held against the new rules at once.</span>
            <Button aria-busy={pending || undefined} type="submit" variant="primary">
              {pending ? 'Saving …' : `Save as version ${inForce.version + 1}`}
            </Button>
          </div>
        </div>
      </Card>
    </form>
  );
}

function fieldsOf({ rules }: RulesInForce): Typed {
  const typed: Typed = { note: '' };
  for (const field of RULE_FIELDS) typed[field.name] = asTyped(field, field.read(rules));
  for (const id of ['qualification', 'probation', 'goldPause', 'driftPause'] as const)
    typed[`mode.${id}`] = rules[id].mode;
  return typed;
}

interface RowProps {
  rule: RuleText;
  typed: Typed;
  onChange: (name: string, value: string) => void;
}

function RuleRow({ rule, typed, onChange }: RowProps) {
  const mode = `mode.${rule.id}`;
  return (
    <li className="grid items-start gap-x-6 gap-y-2 border-line border-t px-4 py-3 sm:grid-cols-[minmax(0,1fr)_180px]">
      <div className="min-w-0">
        <h3 className="font-medium">{rule.title}</h3>
        <p className="mt-1 leading-8">
          {rule.parts.map((part) =>
            typeof part === 'string' ? (
              <span key={part}>{part} </span>
            ) : (
              <NumberInput
                field={part}
                key={part.name}
                onChange={onChange}
                rule={rule}
                value={typed[part.name] ?? ''}
              />
            ),
          )}
        </p>
        <p className="text-ink-3 text-small">{rule.hint}</p>
      </div>
      {rule.hasMode && (
        <SelectField
          label={
            <>
              <span className="sr-only">{rule.title}: </span>
              <span className="font-normal text-ink-2 text-small">When it is met</span>
            </>
          }
          onChange={(event) => onChange(mode, event.target.value)}
          options={MODES}
          value={typed[mode]}
        />
      )}
    </li>
  );
}

interface NumberInputProps {
  field: NumberField;
  rule: RuleText;
  value: string;
  onChange: (name: string, value: string) => void;
}

function NumberInput({ field, rule, value, onChange }: NumberInputProps) {
  const at = rule.parts.indexOf(field);
  const [before, after] = [rule.parts[at - 1], rule.parts[at + 1]];
  const gap = typeof after === 'string' && /^[.,]/.test(after) ? '' : ' ';
  return (
    <span className="whitespace-nowrap">
      <span className="inline-block w-16">
        <input
          aria-label={`${rule.title}: ${typeof before === 'string' ? before.replace(/^[.,] ?/, '') : ''} …${field.unit === 'share' ? ' percent' : ''}`}
          autoComplete="off"
          className={`${controlClass} h-7 text-right max-sm:h-10`}
          inputMode="decimal"
          onChange={(event) => onChange(field.name, event.target.value)}
          value={value}
        />
      </span>
      {field.unit === 'share' ? `\u00a0%${gap}` : gap}
    </span>
  );
}
