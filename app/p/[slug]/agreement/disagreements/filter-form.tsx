import { Button, ButtonLink } from '#components/ui/button';
import { SelectField } from '#components/ui/select-field';
import { CAUSE_WORDS } from '#lib/labels/adjudication-rules';
import type { DisagreementSearch } from '#lib/quality/disagreement-filter';
import { filtersOf } from '#lib/quality/disagreement-filter';

interface FilterFormProps {
  search: DisagreementSearch;
  batch: number;
  choices: {
    tags: string[];
    languages: string[];
    sources: string[];
    annotators: { id: number; name: string }[];
  };
  clear: string;
}

const plain = (values: string[], current: string | undefined) => {
  const all = current !== undefined && !values.includes(current) ? [current, ...values] : values;
  return all.map((value) => ({ value, label: value }));
};

/** A plain form: the filters are the address, so it works without scripts and can be sent to someone. */
export function FilterForm({ search, batch, choices, clear }: FilterFormProps) {
  const people = choices.annotators.map(({ id, name }) => ({ value: String(id), label: name }));
  const filters = filtersOf(search);
  const more = ['cause', 'adjudication', 'language', 'gap', 'guideline', 'longer', 'shorter', 'from', 'to'];
  return (
    <form
      className="no-print mb-3 grid gap-2 rounded-control border border-line bg-surface px-4 py-3"
      method="get"
    >
      <input name="batch" type="hidden" value={batch} />
      {(['guideline', 'longer', 'shorter', 'from', 'to'] as const).map(
        (name) =>
          search[name] !== undefined && (
            <input key={name} name={name} type="hidden" value={String(search[name])} />
          ),
      )}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] items-end gap-2">
        <SelectField
          defaultValue={search.tag ?? ''}
          label="Tag"
          name="tag"
          options={plain(choices.tags, search.tag)}
          placeholder="Any"
        />
        <SelectField
          defaultValue={search.source ?? ''}
          label="Source"
          name="source"
          options={plain(choices.sources, search.source)}
          placeholder="Any"
        />
        <SelectField
          defaultValue={search.other ?? ''}
          label="against"
          name="other"
          options={plain(choices.sources, search.other)}
          placeholder="Any"
        />
        <SelectField
          defaultValue={String(search.a ?? '')}
          label="Annotator"
          name="a"
          options={people}
          placeholder="Any"
        />
        <SelectField
          defaultValue={String(search.b ?? '')}
          label="differs from"
          name="b"
          options={people}
          placeholder="most likely choice"
        />
        <SelectField
          defaultValue={String(search.entropy ?? '')}
          label="Uncertainty"
          name="entropy"
          options={[
            { value: '0.25', label: 'at least 0.25 bit' },
            { value: '0.5', label: 'at least 0.5 bit' },
            { value: '0.9', label: 'at least 0.9 bit (a coin toss)' },
          ]}
          placeholder="Any"
        />
      </div>
      <details open={filters.some(([name]) => more.includes(name))}>
        <summary className="w-fit text-accent-text text-small">More filters</summary>
        <div className="mt-2 grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] items-end gap-2">
          <SelectField
            defaultValue={search.adjudication ?? ''}
            label="Adjudication"
            name="adjudication"
            options={[
              { value: 'none', label: 'none yet' },
              { value: 'open', label: 'open' },
              { value: 'decided', label: 'decided' },
            ]}
            placeholder="Any"
          />
          <SelectField
            defaultValue={search.cause ?? ''}
            label="Cause"
            name="cause"
            options={Object.entries(CAUSE_WORDS).map(([value, { label }]) => ({ value, label }))}
            placeholder="Any"
          />
          <SelectField
            defaultValue={String(search.gap ?? '')}
            label="Strength"
            name="gap"
            options={[
              { value: '3', label: '3 steps apart or more' },
              { value: '4', label: '4 steps apart or more' },
              { value: '6', label: 'much better, both ways' },
            ]}
            placeholder="Any"
          />
          {choices.languages.length > 0 && (
            <SelectField
              defaultValue={search.language ?? ''}
              label="Language"
              name="language"
              options={plain(choices.languages, search.language)}
              placeholder="Any"
            />
          )}
        </div>
      </details>
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          defaultValue={search.sort}
          label="Order"
          labelHidden
          name="sort"
          options={[
            { value: 'entropy', label: 'Most uncertain first' },
            { value: 'strength', label: 'Strongest against each other first' },
          ]}
        />
        <Button type="submit" variant="primary">
          Show
        </Button>
        {filters.length > 0 && (
          <ButtonLink href={clear} variant="quiet">
            Clear {filters.length === 1 ? 'the filter' : `${filters.length} filters`}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
