import type { ReactNode } from 'react';
import { AlertBell } from '#components/ui/alert-bell';
import { AppShell } from '#components/ui/app-shell';
import { LiveRefresh } from '#components/ui/live-refresh';
import type { NavItem } from '#components/ui/rail-nav';
import { pageActor } from '#lib/access/page-actor';
import { type Permission, roleMay } from '#lib/access/permissions';
import { homeOf } from '#lib/access/projects';
import { openAlerts } from '#lib/alerts/alerts';
import { unreadMessages } from '#lib/labels/annotator-messages';
import { AccountMenu } from '../../account-menu';
import { projectBatches } from './project-batches';
import { ProjectCrumbs } from './project-crumbs';

const PLACES: {
  path: string;
  label: string;
  icon: NavItem['icon'];
  permission: Permission;
  end?: boolean;
}[] = [
  { path: '', label: 'Overview', icon: 'overview', permission: 'quality:read' },
  { path: '/batches', label: 'Batches', icon: 'batch', permission: 'quality:read' },
  { path: '/comparisons', label: 'Comparisons', icon: 'comparisons', permission: 'comparison:read' },
  { path: '/adjudication', label: 'Adjudicate', icon: 'adjudicate', permission: 'adjudication:read' },
  { path: '/annotators', label: 'Annotators', icon: 'annotators', permission: 'quality:read' },
  { path: '/agreement', label: 'Agreement', icon: 'agreement', permission: 'quality:read' },
  { path: '/annotate', label: 'Annotate', icon: 'annotate', permission: 'label:write' },
  { path: '/my-work', label: 'My work', icon: 'history', permission: 'work:read-own' },
  { path: '/guideline', label: 'Guideline', icon: 'guideline', permission: 'guideline:read' },
  { path: '/training', label: 'Training', icon: 'training', permission: 'training:read' },
  { path: '/models', label: 'Models', icon: 'model', permission: 'reward:score' },
  { path: '/watching', label: 'Watching', icon: 'watch', permission: 'watching:read' },
  { path: '/import', label: 'Import', icon: 'import', permission: 'comparison:import', end: true },
  { path: '/export', label: 'Export', icon: 'export', permission: 'export:read', end: true },
  { path: '/settings', label: 'Settings', icon: 'settings', permission: 'settings:read', end: true },
];

/** Rail, bar and user menu of a project. The pages ask for their own permission; this only draws what the role may open. */
export default async function ProjectLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}) {
  const { slug } = await params;
  const drawn = Date.now();
  const actor = await pageActor('project:enter', slug);
  const leads = roleMay(actor.role, 'quality:read');
  const unread = actor.annotatorId === null ? 0 : await unreadMessages(actor.annotatorId);
  const places = PLACES.filter((place) => roleMay(actor.role, place.permission))
    // Labelling needs a place in the crew: leads and admins have one only if they were given it.
    .filter((place) => actor.annotatorId !== null || !['/annotate', '/my-work'].includes(place.path))
    .map(({ path, label, icon, end }) => ({
      href: `/p/${slug}${path}`,
      label,
      icon,
      end,
      badge: path === '/my-work' ? unread : undefined,
    }));
  const items = (end: boolean) =>
    places.filter((p) => Boolean(p.end) === end).map(({ end: _, ...item }) => item);
  const [all, open] = leads
    ? await Promise.all([projectBatches(actor.project.id), openAlerts(actor.project.id)])
    : [[], 0];
  return (
    <AppShell
      breadcrumb={
        <ProjectCrumbs
          batches={all.map(({ number, name }) => ({ number, name }))}
          project={actor.project.name}
          simulated={actor.project.simulated}
          slug={slug}
        />
      }
      endItems={items(true)}
      home={homeOf({ slug, role: actor.role })}
      items={items(false)}
      right={leads && <AlertBell href={`/p/${slug}/alerts`} open={open} />}
      user={<AccountMenu detail={`${actor.email} · ${actor.role.toLowerCase()}`} name={actor.name} />}
    >
      {leads && (
        <LiveRefresh
          about={[
            'quality_report',
            'live_figures',
            'training_run',
            'training_event',
            'import_job',
            'leaderboard',
            'alert',
            'optimisation',
            'life_cycle_proposal',
            'appeal',
          ]}
          address={`/api/projects/${slug}/events`}
          drawn={drawn}
        />
      )}
      {children}
    </AppShell>
  );
}
