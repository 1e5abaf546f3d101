import { SelectField } from '#components/ui/select-field';
import { TextField } from '#components/ui/text-field';

/** How the run trains, in plain words. The defaults are right for most batches, so they stay folded. */
export function TrainingChoiceFields() {
  return (
    <details className="border-line border-t pt-2">
      <summary className="cursor-pointer font-medium text-small">How it trains</summary>
      <div className="mt-3 grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <SelectField
          defaultValue="posterior"
          hint="what a label counts for"
          label="Trust in labels"
          name="trust"
          options={[
            { value: 'posterior', label: 'By who is right how often' },
            { value: 'weights', label: 'Weighed by errors (1 − 2e)' },
            { value: 'uniform', label: 'Every label the same' },
          ]}
        />
        <SelectField
          defaultValue="half"
          hint="“about the same”"
          label="Ties"
          name="ties"
          options={[
            { value: 'half', label: 'Half for each side' },
            { value: 'leave-out', label: 'Left out' },
          ]}
        />
        <SelectField
          defaultValue="none"
          hint="“much better” asks for more distance"
          label="Margin"
          name="margin"
          options={[
            { value: 'none', label: 'None' },
            { value: 'strength', label: 'From stated strength' },
          ]}
        />
        <SelectField
          defaultValue="none"
          hint="may longer answers score higher?"
          label="Length"
          name="lengthControl"
          options={[
            { value: 'none', label: 'As the labels say' },
            { value: 'residual', label: 'Take length out' },
          ]}
        />
        <SelectField
          defaultValue="0.01"
          hint="holds rewards around zero"
          label="Centring"
          name="centring"
          options={[
            { value: '0.01', label: '0.01 (usual)' },
            { value: '0', label: 'None' },
            { value: '0.1', label: '0.1 (firm)' },
          ]}
        />
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
