'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link that fetches what it leads to once somebody points at it, tabs to it or touches it. Next would fetch for every
 * link in sight: a lead's overview has fifty, and each costs the server a page.
 */
export function Link({ prefetch, onPointerEnter, onFocus, ...rest }: ComponentProps<typeof NextLink>) {
  const [meant, setMeant] = useState(false);
  return (
    <NextLink
      {...rest}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      prefetch={prefetch ?? (meant ? null : false)}
    />
  );
}
