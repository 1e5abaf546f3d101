import { redirect } from 'next/navigation';
import { EmptyState } from '#components/ui/empty-state';
import { pageActor } from '#lib/access/page-actor';
import { homeOf, projectsOf } from '#lib/access/projects';
import { SiteShell } from './site-shell';

export default async function HomePage() {
  const person = await pageActor('home:read');
  const projects = await projectsOf(person);
  if (projects.length === 1) redirect(homeOf(projects[0]!));
  return (
    <SiteShell person={person} projects={projects}>
      {projects.length === 0 && (
        <EmptyState icon="projects" title="You are not in a project yet">
          Ask an admin for an invitation. The link in it brings you here again.
        </EmptyState>
      )}
    </SiteShell>
  );
}
