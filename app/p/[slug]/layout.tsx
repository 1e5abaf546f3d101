import type { ReactNode } from 'react';
import { pageActor } from '#lib/access/page-actor';
import { roleMay } from '#lib/access/permissions';
import { homeOf } from '#lib/access/projects';
import { openAlerts } from '#lib/alerts/alerts';
import { unreadMessages } from '#lib/labels/annotator-messages';
import { PLACES } from './places';
import { projectBatches } from './project-batches';
import { ProjectFrame } from './project-frame';

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
    .filter((place) => actor.annotatorId !== null || !['/annotate', '/my-work'].includes(place.path));
  const [all, alerts] = leads
    ? await Promise.all([projectBatches(slug), openAlerts(actor.project.id)])
    : [[], 0];
  return (
    <ProjectFrame
      home={homeOf({ slug, role: actor.role })}
      lead={leads ? { batches: all.map(({ number, name }) => ({ number, name })), alerts, drawn } : null}
      person={{ name: actor.name, detail: `${actor.email} · ${actor.role.toLowerCase()}` }}
      places={places.map(({ path }) => path)}
      project={actor.project.name}
      simulated={actor.project.simulated}
      slug={slug}
      unread={unread}
    >
      {children}
    </ProjectFrame>
  );
}
