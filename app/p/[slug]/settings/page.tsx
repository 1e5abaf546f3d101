import { redirect } from 'next/navigation';
import { pageActor } from '#lib/access/page-actor';

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  await pageActor('member:manage', slug);
  redirect(`/p/${slug}/settings/members`);
}
