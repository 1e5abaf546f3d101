import { type Command, Option } from 'commander';
import { SCENARIOS, type ScenarioName, WATCHED_SCENARIO } from '#prisma/seed/scenarios/build-scenario';
import { seedScenario } from '#prisma/seed/scenarios/seed-scenario';
import { seedWatchedScenario } from '#prisma/seed/scenarios/seed-watched-scenario';
import { findDatabase } from './find-database';

/** `concord seed --scenario NAME`: a simulated project in which one thing is wrong, to try the pages on. */
export function registerSeed(program: Command): void {
  const stories = [
    ...Object.entries(SCENARIOS).map(([name, { about }]) => [name, about]),
    [
      WATCHED_SCENARIO,
      'A reward model, and a language model that learns to please it (takes a minute: it trains).',
    ],
  ].map(([name, about]) => `  ${name!.padEnd(20)}${about}`);
  program
    .command('seed')
    .description('Make a simulated project in which one thing is wrong, to see how the pages tell')
    .addOption(
      new Option('--scenario <name>', 'which one')
        .choices([...Object.keys(SCENARIOS), WATCHED_SCENARIO])
        .makeOptionMandatory(),
    )
    .option('--json', 'print one JSON object for machines')
    .addHelpText(
      'after',
      `\nScenarios:\n${stories.join('\n')}\n\nExample:\n  concord seed --scenario drifted-annotator`,
    )
    .action(
      async ({ scenario, json }: { scenario: ScenarioName | typeof WATCHED_SCENARIO; json?: boolean }) => {
        await findDatabase();
        const { slug } =
          scenario === WATCHED_SCENARIO ? await seedWatchedScenario() : await seedScenario(scenario);
        console.log(json ? JSON.stringify({ slug }) : `The project is at /p/${slug}.`);
      },
    );
}
