'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';

export interface TableUrlState {
  search: string;
  sort: { id: string; down: boolean } | null;
  page: number;
  size: number;
  /** Columns switched against their default. */
  switched: string[];
  filters: Record<string, string>;
}

/**
 * The state of a table, kept in the address: a sorted, filtered table can be sent to someone, and Back undoes a sort.
 * The address is written with the history API, which Next mirrors, so nothing is asked of the server again.
 * `name` keeps two tables on one page apart.
 */
export function useTableUrlState(
  defaults: { sort: TableUrlState['sort']; size: number; filterIds: string[] },
  name = '',
) {
  const params = useSearchParams();
  const path = usePathname();
  const key = useCallback((part: string) => (name ? `${name}.${part}` : part), [name]);
  const { sort: defaultSort, size: defaultSize, filterIds } = defaults;

  const state = useMemo<TableUrlState>(() => {
    const sort = params.get(key('sort'));
    const page = Number(params.get(key('page')) ?? 1);
    const size = Number(params.get(key('rows')) ?? defaultSize);
    return {
      search: params.get(key('q')) ?? '',
      sort: sort ? { id: sort.replace(/^-/, ''), down: sort.startsWith('-') } : defaultSort,
      page: Number.isInteger(page) && page > 0 ? page : 1,
      size: Number.isInteger(size) && size > 0 ? Math.min(size, 1000) : defaultSize,
      switched: (params.get(key('columns')) ?? '').split(',').filter(Boolean),
      filters: Object.fromEntries(filterIds.map((id) => [id, params.get(key(id)) ?? ''])),
    };
  }, [params, key, defaultSort, defaultSize, filterIds]);

  const change = useCallback(
    (next: Partial<TableUrlState>) => {
      // The address is the state: what was read from it last may be a moment older than what stands in it now.
      const written = new URLSearchParams(window.location.search);
      const nameOf = (sort: TableUrlState['sort']) => (sort ? `${sort.down ? '-' : ''}${sort.id}` : '');
      const write = (part: string, value: string) => {
        if (value) written.set(key(part), value);
        else written.delete(key(part));
      };
      const { search, sort, page = 1, size, switched, filters } = next;
      if (search !== undefined) write('q', search);
      if (sort !== undefined) write('sort', nameOf(sort) === nameOf(defaultSort) ? '' : nameOf(sort));
      write('page', page > 1 ? String(page) : '');
      if (size !== undefined) write('rows', size === defaultSize ? '' : String(size));
      if (switched !== undefined) write('columns', switched.join(','));
      if (filters !== undefined) for (const id of filterIds) write(id, filters[id] ?? '');
      const query = written.toString();
      const address = query ? `${path}?${query}` : path;
      // Typing rewrites the entry; a deliberate step such as a sort or a page is one Back can undo.
      if ('search' in next) window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    },
    [path, key, defaultSort, defaultSize, filterIds],
  );

  return [state, change] as const;
}
