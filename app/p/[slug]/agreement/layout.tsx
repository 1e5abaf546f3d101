import type { ReactNode } from 'react';
import { pageActor } from '#lib/access/page-actor';
import { AgreementTabs } from './agreement-tabs';

export default async function AgreementLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}) {
  const { slug } = await params;
  // Each page asks for its own permission. This asks before the loading state is sent, while the answer can still be 403.
  await pageActor('quality:read', slug);
  return (
    <>
      <AgreementTabs base={`/p/${slug}/agreement`} />
      {children}
    </>
  );
}
