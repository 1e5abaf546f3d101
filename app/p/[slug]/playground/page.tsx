import { redirect } from 'next/navigation';
import { pageActor } from '#lib/access/page-actor';

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ model?: string }>;
}

/** Where the playground was; links from outside still lead here. */
export default async function OldPlaygroundPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  await pageActor('reward:score', slug);
  const { model } = await searchParams;
  redirect(`/p/${slug}/models/playground${model ? `?model=${encodeURIComponent(model)}` : ''}`);
}
