'use client';

import { signOut } from 'next-auth/react';
import { UserMenu } from '#components/ui/user-menu';

/** The person's menu; signing out ends at the sign-in page. */
export function AccountMenu({ name, detail }: { name: string; detail: string }) {
  return (
    <UserMenu
      detail={detail}
      items={[{ href: '/', label: 'All projects', icon: 'projects' }]}
      name={name}
      signOut={async () => {
        await signOut({ callbackUrl: '/sign-in' });
      }}
    />
  );
}
