import { SelectField } from '#components/ui/select-field';
import { TextField } from '#components/ui/text-field';

/** Where the run trains: here, or a base model on the cluster. Shown where a cluster is set up; the gate applies to both. */
export function EngineFields({ baseModel }: { baseModel: string }) {
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <SelectField
        defaultValue="local"
        hint="the gate applies to both"
        label="Engine"
        name="engine"
        options={[
          { value: 'local', label: 'Here: small, in minutes' },
          { value: 'ray', label: 'Ray cluster: a base model' },
        ]}
      />
      <SelectField
        defaultValue="reward"
        hint="DPO on the cluster only"
        label="What is trained"
        name="task"
        options={[
          { value: 'reward', label: 'Reward model' },
          { value: 'dpo', label: 'Language model, by DPO' },
        ]}
      />
      <div className="col-span-full">
        <TextField hint={`on the cluster; empty: ${baseModel}`} label="Base model" name="baseModel" />
      </div>
    </div>
  );
}
