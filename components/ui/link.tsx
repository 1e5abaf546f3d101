'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

/** An anchor's, and of Next's own those that `Anchor` leaves out. */
interface LinkProps
  extends Omit<ComponentProps<'a'>, 'href'>,
    Pick<ComponentProps<typeof NextLink>, 'prefetch' | 'scroll' | 'replace'> {
  href: string;
}

/**
 * A link that fetches what it leads to once somebody points at it, tabs to it or touches it. Next would fetch for every
 * link in sight: a lead's overview has fifty, and each costs the server a page.
 */
function FetchingLink({ prefetch, onPointerEnter, onFocus, ...rest }: LinkProps) {
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

/** The same in the server's answer: an anchor. What it fetches, and how it leads on, is all for the browser. */
const Anchor = ({ prefetch: _, scroll: __, replace: ___, ...rest }: LinkProps) => <a {...rest} />;

export const Link = typeof window === 'undefined' ? Anchor : FetchingLink;
