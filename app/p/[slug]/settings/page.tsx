import { redirect } from 'next/navigation';
import { pageActor } from '#lib/access/page-actor';
import { settingsPlaces } from './settings-places';

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await pageActor('settings:read', slug);
  redirect(`/p/${slug}/settings/${settingsPlaces(actor.role)[0]!.path}`);
}
