'use client';

import { type RowText, useRows } from '#components/quality/row-text';
import { Button, ButtonLink } from '#components/ui/button';
import { SelectField } from '#components/ui/select-field';
import { useInBrowser } from '#components/ui/use-in-browser';
import { CAUSE_WORDS } from '#lib/labels/adjudication-rules';
import type { DisagreementChoices } from '#lib/quality/disagreement-choices';
import type { DisagreementSearch } from '#lib/quality/disagreement-filter';
import { filtersOf } from '#lib/quality/disagreement-filter';

interface FilterFormProps {
  search: DisagreementSearch;
  batch: number;
  choices: Pick<DisagreementChoices, 'tags' | 'languages' | 'sources'>;
  people: RowText<DisagreementChoices['annotators'][number]>;
  clear: string;
}

/** What stands behind “More filters”. */
const MORE = ['cause', 'adjudication', 'language', 'gap', 'guideline', 'longer', 'shorter', 'from', 'to'];

const plain = (values: string[], current: string | undefined) => {
  const all = current !== undefined && !values.includes(current) ? [current, ...values] : values;
  return all.map((value) => ({ value, label: value }));
};

/** A plain form: the filters are the address, so it works without scripts and can be sent to someone. */
export function FilterForm({ search, batch, choices, people, clear }: FilterFormProps) {
  // Hundreds of names, twice, and what is folded away: the server's answer has what is chosen, the browser has all.
  const inBrowser = useInBrowser();
  const named = useRows(people)
    .filter(({ id }) => inBrowser || id === search.a || id === search.b)
    .map(({ id, name }) => ({ value: String(id), label: name }));
  const filters = filtersOf(search);
  const opened = filters.some(([name]) => MORE.includes(name));
  const choice = (
    name: keyof DisagreementSearch,
    label: string,
    options: { value: string; label: string }[],
    any = 'Any',
  ) => (
    <SelectField
      defaultValue={String(search[name] ?? '')}
      label={label}
      name={name}
      options={options}
      placeholder={any}
    />
  );
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
        {choice('tag', 'Tag', plain(choices.tags, search.tag))}
        {choice('source', 'Source', plain(choices.sources, search.source))}
        {choice('other', 'Against', plain(choices.sources, search.other))}
        {choice('a', 'Annotator', named)}
        {choice('b', 'Differs from', named, 'most likely choice')}
        {choice('entropy', 'Uncertainty', [
          { value: '0.25', label: 'at least 0.25 bit' },
          { value: '0.5', label: 'at least 0.5 bit' },
          { value: '0.9', label: 'at least 0.9 bit (a coin toss)' },
        ])}
      </div>
      <details open={opened}>
        <summary className="w-fit text-accent-text text-small">More filters</summary>
        {(inBrowser || opened) && (
          <div className="mt-2 grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] items-end gap-2">
            {choice('adjudication', 'Adjudication', [
              { value: 'none', label: 'none yet' },
              { value: 'open', label: 'open' },
              { value: 'decided', label: 'decided' },
            ])}
            {choice(
              'cause',
              'Cause',
              Object.entries(CAUSE_WORDS).map(([value, { label }]) => ({ value, label })),
            )}
            {choice('gap', 'Strength', [
              { value: '3', label: '3 steps apart or more' },
              { value: '4', label: '4 steps apart or more' },
              { value: '6', label: 'much better, both ways' },
            ])}
            {choices.languages.length > 0 &&
              choice('language', 'Language', plain(choices.languages, search.language))}
          </div>
        )}
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
