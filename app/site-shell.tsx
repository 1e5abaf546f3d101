import type { ReactNode } from 'react';
import { AppShell } from '#components/ui/app-shell';
import { Breadcrumb } from '#components/ui/breadcrumb';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { PageHeader } from '#components/ui/page-header';
import type { PersonActor } from '#lib/access/actor';
import { homeOf, type ProjectOfPerson } from '#lib/access/projects';
import { AccountMenu } from './account-menu';

const ROLE_WORDS = {
  ANNOTATOR: 'You label here',
  LEAD: 'You lead here',
  ADMIN: 'You administer this',
} as const;

/** The frame outside of any project: the list of projects and what a site admin may add. */
export function SiteShell({
  person,
  projects,
  children,
}: {
  person: PersonActor;
  projects: ProjectOfPerson[];
  children?: ReactNode;
}) {
  return (
    <AppShell
      breadcrumb={<Breadcrumb items={[{ label: 'Projects' }]} />}
      home="/"
      items={[{ href: '/', label: 'Projects', icon: 'projects' }]}
      user={<AccountMenu detail={person.email} name={person.name} />}
    >
      <PageHeader
        actions={
          person.siteAdmin && (
            <>
              <ButtonLink href="/signing-keys" icon="key">
                Signing keys
              </ButtonLink>
              <ButtonLink href="/projects/new" icon="plus" variant="primary">
                New project
              </ButtonLink>
            </>
          )
        }
        lead="Choose a project."
        title={projects.length === 1 ? 'One project' : `${projects.length} projects`}
      />
      {children}
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {projects.map((project) => (
          <Card
            actions={<Chip>{ROLE_WORDS[project.role]}</Chip>}
            footer={
              <ButtonLink href={homeOf(project)} size="small">
                Open
              </ButtonLink>
            }
            key={project.slug}
            title={project.name}
          >
            <p className="text-ink-2">{project.description || 'No description.'}</p>
            {project.simulated && <p className="mt-2 text-ink-3 text-small">Simulated demo data.</p>}
          </Card>
        ))}
      </div>
    </AppShell>
  );
}
