'use client';

import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Icon } from '#components/ui/icon';
import { TextField } from '#components/ui/text-field';
import { type Aspect, newAspectId } from '#lib/labels/label-form';

const MOST = 6;

interface AspectEditorProps {
  aspects: Aspect[];
  onChange: (aspects: Aspect[]) => void;
}

/** What the responses are compared by besides the choice as a whole. A renamed aspect stays the same one. */
export function AspectEditor({ aspects, onChange }: AspectEditorProps) {
  const change = (id: string, to: Partial<Aspect>) =>
    onChange(aspects.map((aspect) => (aspect.id === id ? { ...aspect, ...to } : aspect)));
  const add = (name: string) =>
    onChange([
      ...aspects,
      {
        id: newAspectId(
          name,
          aspects.map((a) => a.id),
        ),
        name,
        required: true,
      },
    ]);
  const suggestions = ['Helpfulness', 'Honesty', 'Harmlessness'].filter(
    (name) => !aspects.some((aspect) => aspect.name.toLowerCase() === name.toLowerCase()),
  );
  return (
    <Card note="each with A, tie and B" title="Aspects">
      {aspects.length === 0 && (
        <p className="mb-2 text-ink-2">
          None. Ask by aspects when “better” can mean several things that you want to tell apart.
        </p>
      )}
      <ul className="grid gap-2">
        {aspects.map((aspect) => (
          <li className="flex flex-wrap items-center gap-3" key={aspect.id}>
            <span className="min-w-40 flex-1">
              <TextField
                label={`Name of the aspect ${aspect.name}`}
                labelHidden
                maxLength={40}
                onChange={(event) => change(aspect.id, { name: event.target.value })}
                value={aspect.name}
              />
            </span>
            <CheckboxField
              checked={aspect.required}
              label="Required"
              onChange={(event) => change(aspect.id, { required: event.target.checked })}
            />
            <Button
              aria-label={`Remove the aspect ${aspect.name}`}
              onClick={() => onChange(aspects.filter(({ id }) => id !== aspect.id))}
              size="small"
              variant="quiet"
            >
              <Icon name="close" size={14} strokeWidth={2} /> Remove
            </Button>
          </li>
        ))}
      </ul>
      {aspects.length < MOST && (
        <div className="mt-3 flex flex-wrap gap-2">
          {suggestions.map((name) => (
            <Button icon="plus" key={name} onClick={() => add(name)} size="small">
              {name}
            </Button>
          ))}
          <Button icon="plus" onClick={() => add('New aspect')} size="small">
            Another
          </Button>
        </div>
      )}
    </Card>
  );
}
