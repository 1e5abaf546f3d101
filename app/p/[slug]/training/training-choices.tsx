import { TextField } from '#components/ui/text-field';
import { ChoiceSelects, type TrainingChoice } from './choice-selects';

const CHOICES: TrainingChoice[] = [
  {
    name: 'trust',
    label: 'Trust in labels',
    hint: 'what a label counts for',
    options: [
      ['posterior', 'By who is right how often'],
      ['weights', 'Weighed by errors (1 − 2e)'],
      ['uniform', 'Every label the same'],
    ],
  },
  {
    name: 'ties',
    label: 'Ties',
    hint: '“about the same”',
    options: [
      ['half', 'Half for each side'],
      ['leave-out', 'Left out'],
    ],
  },
  {
    name: 'margin',
    label: 'Margin',
    hint: '“much better” asks for more distance',
    options: [
      ['none', 'None'],
      ['strength', 'From stated strength'],
    ],
  },
  {
    name: 'lengthControl',
    label: 'Length',
    hint: 'may longer answers score higher?',
    options: [
      ['none', 'As the labels say'],
      ['residual', 'Take length out'],
    ],
  },
  {
    name: 'centring',
    label: 'Centring',
    hint: 'holds rewards around zero',
    options: [
      ['0.01', '0.01 (usual)'],
      ['0', 'None'],
      ['0.1', '0.1 (firm)'],
    ],
  },
];

/** How the run trains, in plain words. The defaults are right for most batches, so they stay folded. */
export function TrainingChoiceFields() {
  return (
    <details className="border-line border-t pt-2">
      <summary className="cursor-pointer font-medium text-small">How it trains</summary>
      <div className="mt-3 grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <ChoiceSelects choices={CHOICES} />
        <TextField
          defaultValue="20"
          hint="% of pairs, whole prompts, 10 to 50"
          inputMode="numeric"
          label="Held out"
          name="heldOut"
        />
      </div>
    </details>
  );
}
