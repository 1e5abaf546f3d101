import { AppShell } from '#components/ui/app-shell';
import { Breadcrumb } from '#components/ui/breadcrumb';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { AccountMenu } from '../../account-menu';
import { ProjectForm } from './project-form';

export const metadata = { title: 'New project' };

export default async function NewProjectPage() {
  const person = await pageActor('project:create');
  return (
    <AppShell
      breadcrumb={<Breadcrumb items={[{ label: 'Projects', href: '/' }, { label: 'New project' }]} />}
      home="/"
      items={[{ href: '/', label: 'Projects', icon: 'projects' }]}
      user={<AccountMenu detail={person.email} name={person.name} />}
    >
      <div className="mx-auto max-w-xl">
        <PageHeader
          lead="It begins with the default policy, so that its gate holds from the first label on. You become its admin."
          title="Start a project"
        />
        <ProjectForm />
      </div>
    </AppShell>
  );
}
