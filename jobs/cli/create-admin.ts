import type { Command } from 'commander';
import { createSiteAdmin } from '#lib/access/create-site-admin';
import { findDatabase } from './find-database';

/** `concord create-admin EMAIL`: makes a site admin and prints a password for the first sign-in. */
export function registerCreateAdmin(program: Command): void {
  program
    .command('create-admin')
    .description(
      'Make a site admin (or give one a new password), for installations that sign in with passwords',
    )
    .argument('<email>', 'the address to sign in with')
    .option('--name <name>', 'how the person is called', 'Site admin')
    .option('--json', 'print one JSON object for machines')
    .addHelpText('after', '\nExample:\n  concord create-admin you@example.org --name "Your name"')
    .action(async (email: string, { name, json }: { name: string; json?: boolean }) => {
      await findDatabase();
      const password = await createSiteAdmin(email, name);
      if (json) console.log(JSON.stringify({ email, password }));
      else console.log(`${email} is a site admin. Password, shown only now: ${password}`);
    });
}
