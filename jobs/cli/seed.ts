import { type Command, Option } from 'commander';
import { SCENARIOS, type ScenarioName } from '#prisma/seed/scenarios/build-scenario';
import { seedScenario } from '#prisma/seed/scenarios/seed-scenario';
import { findDatabase } from './find-database';

/** `concord seed --scenario NAME`: a simulated project in which one thing is wrong, to try the pages on. */
export function registerSeed(program: Command): void {
  const stories = Object.entries(SCENARIOS).map(([name, { about }]) => `  ${name.padEnd(20)}${about}`);
  program
    .command('seed')
    .description('Make a simulated project in which one thing is wrong, to see how the pages tell')
    .addOption(
      new Option('--scenario <name>', 'which one').choices(Object.keys(SCENARIOS)).makeOptionMandatory(),
    )
    .option('--json', 'print one JSON object for machines')
    .addHelpText(
      'after',
      `\nScenarios:\n${stories.join('\n')}\n\nExample:\n  concord seed --scenario drifted-annotator`,
    )
    .action(async ({ scenario, json }: { scenario: ScenarioName; json?: boolean }) => {
      await findDatabase();
      const { slug } = await seedScenario(scenario);
      console.log(json ? JSON.stringify({ slug }) : `The project is at /p/${slug}.`);
    });
}
