import { SelectField } from '#components/ui/select-field';

export interface TrainingChoice {
  name: string;
  label: string;
  hint: string;
  /** Each with its words; the first is what is chosen unless somebody chooses. */
  options: [value: string, words: string][];
}

/** One select for each choice, in order. */
export function ChoiceSelects({ choices }: { choices: TrainingChoice[] }) {
  return choices.map(({ options, ...words }) => (
    <SelectField {...words} key={words.name} options={options.map(([value, label]) => ({ value, label }))} />
  ));
}
