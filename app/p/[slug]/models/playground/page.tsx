import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { pageActor } from '#lib/access/page-actor';
import { rewardModels } from '#lib/scoring/reward-models';
import { ScoreForm } from './score-form';

export const metadata = { title: 'Try a prompt' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ model?: string }>;
}

/** Scores responses to a prompt with a reward model, as the HTTP endpoint does. */
export default async function PlaygroundPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const actor = await pageActor('reward:score', slug);
  const models = await rewardModels(actor.project.id);
  if (!models.length) {
    return (
      <EmptyState icon="model" page title="No reward model yet">
        The first run that passes the gate makes one.
      </EmptyState>
    );
  }
  const options = [
    ...models.flatMap(({ name, aliases }) =>
      aliases.map((alias) => ({ value: alias, label: `${alias} (${name})` })),
    ),
    ...models.map(({ name }) => ({ value: name, label: name })),
  ];
  const { model } = await searchParams;
  const chosen = options.find((option) => option.value === model) ?? options[0]!;
  return (
    <>
      <PageHeader
        lead="The same scores as POST /api/v1/rewards gives. Only differences between responses to one prompt mean anything."
        title="Which response would the model prefer?"
      />
      <ScoreForm model={chosen.value} models={options} slug={slug} />
    </>
  );
}
