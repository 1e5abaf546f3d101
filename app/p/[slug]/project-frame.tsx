'use client';

import type { ReactNode } from 'react';
import { AlertBell } from '#components/ui/alert-bell';
import { AppShell } from '#components/ui/app-shell';
import { LiveRefresh } from '#components/ui/live-refresh';
import type { NavItem } from '#components/ui/rail-nav';
import { AccountMenu } from '../../account-menu';
import { PLACES } from './places';
import { ProjectCrumbs } from './project-crumbs';

/** What a lead's open page may have to be drawn again for. */
const CHANGES = [
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
];

interface ProjectFrameProps {
  slug: string;
  project: string;
  simulated: boolean;
  home: string;
  /** The places that this person may open. */
  places: string[];
  unread: number;
  person: { name: string; detail: string };
  /** For who leads: the batches, the alerts that wait, and when the page was drawn. */
  lead: { batches: { number: number; name: string }[]; alerts: number; drawn: number } | null;
  children: ReactNode;
}

/** Rail, bar and user menu, put together in the browser from a few words: every page of a project is sent with them. */
export function ProjectFrame({
  slug,
  project,
  simulated,
  home,
  places,
  unread,
  person,
  lead,
  children,
}: ProjectFrameProps) {
  const items = (end: boolean): NavItem[] =>
    PLACES.filter((place) => Boolean(place.end) === end && places.includes(place.path)).map(
      ({ path, label, icon }) => ({
        href: `/p/${slug}${path}`,
        label,
        icon,
        badge: path === '/my-work' ? unread : undefined,
      }),
    );
  return (
    <AppShell
      breadcrumb={
        <ProjectCrumbs batches={lead?.batches ?? []} project={project} simulated={simulated} slug={slug} />
      }
      endItems={items(true)}
      home={home}
      items={items(false)}
      right={lead && <AlertBell href={`/p/${slug}/alerts`} open={lead.alerts} />}
      user={<AccountMenu {...person} />}
    >
      {lead && <LiveRefresh about={CHANGES} address={`/api/projects/${slug}/events`} drawn={lead.drawn} />}
      {children}
    </AppShell>
  );
}
