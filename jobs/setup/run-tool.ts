import { spawn } from 'node:child_process';
import { environmentWith } from '#lib/env';
import { CHECKOUT } from './checkout';
import { END_WITH_PARENT, signalGroup } from './child-process';

export interface ToolAnswer {
  ok: boolean;
  output: string;
}

/** Runs a Node program of the checkout to its end and keeps what it says, for when it fails. */
export function runTool(args: string[], settings: Record<string, string> = {}): Promise<ToolAnswer> {
  return new Promise((resolve) => {
    const tool = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
      cwd: CHECKOUT,
      env: environmentWith({ NEXT_TELEMETRY_DISABLED: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...settings }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own, to be ended together with what it starts.
      detached: true,
    });
    let output = '';
    for (const stream of [tool.stdout, tool.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    tool.on('error', (error) => resolve({ ok: false, output: error.message }));
    tool.on('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
    // A start that is interrupted does not leave a build running. By force: Next's build pays no heed to SIGTERM.
    const end = () => tool.pid && signalGroup(tool.pid, 'SIGKILL');
    process.once('exit', end);
    tool.once('close', () => process.off('exit', end));
  });
}
