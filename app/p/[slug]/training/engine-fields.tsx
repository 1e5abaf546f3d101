import { TextField } from '#components/ui/text-field';
import { ChoiceSelects, type TrainingChoice } from './choice-selects';

const CHOICES: TrainingChoice[] = [
  {
    name: 'engine',
    label: 'Engine',
    hint: 'the gate applies to both',
    options: [
      ['local', 'Here: small, in minutes'],
      ['ray', 'Ray cluster: a base model'],
    ],
  },
  {
    name: 'task',
    label: 'What is trained',
    hint: 'DPO on the cluster only',
    options: [
      ['reward', 'Reward model'],
      ['dpo', 'Language model, by DPO'],
    ],
  },
];

/** Where the run trains: here, or a base model on the cluster. Shown where a cluster is set up; the gate applies to both. */
export function EngineFields({ baseModel }: { baseModel: string }) {
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <ChoiceSelects choices={CHOICES} />
      <div className="col-span-full">
        <TextField hint={`on the cluster; empty: ${baseModel}`} label="Base model" name="baseModel" />
      </div>
    </div>
  );
}
