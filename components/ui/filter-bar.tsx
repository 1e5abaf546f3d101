'use client';

import { ButtonLink } from './button';
import { FilterSelect } from './filter-select';

export interface FilterChoices {
  /** In the address. */
  name: string;
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
}

/** Choices that the server filters by. They are in the address; a choice opens the first page of what it leaves. */
export function FilterBar({
  filters,
  hidden = {},
  clear,
}: {
  filters: FilterChoices[];
  /** What the address keeps besides. */
  hidden?: Record<string, string | undefined>;
  /** The address without any filter. */
  clear: string;
}) {
  return (
    <form className="no-print mb-3 flex flex-wrap items-center gap-2" method="get">
      {Object.entries(hidden).map(
        ([name, value]) => value && <input key={name} name={name} type="hidden" value={value} />,
      )}
      {filters.map((filter) => (
        <FilterSelect {...filter} key={`${filter.name}=${filter.value ?? ''}`} value={filter.value ?? ''} />
      ))}
      {filters.some((filter) => filter.value) && (
        <ButtonLink href={clear} variant="quiet">
          Clear
        </ButtonLink>
      )}
    </form>
  );
}
