import type { ReactNode } from 'react';
import { ModelTabs } from './model-tabs';

export default async function ModelsLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}) {
  const { slug } = await params;
  return (
    <>
      <ModelTabs base={`/p/${slug}/models`} />
      {children}
    </>
  );
}
