import { Card } from '#components/ui/card';
import { CodeBlock } from '#components/ui/code-block';
import { Notice } from '#components/ui/notice';
import type { RunEvent } from '#lib/training/training-runs';

/** What a job on the cluster has written, as far as it is kept, and whether the cluster answers. */
export function JobLog({ events, ended }: { events: RunEvent[]; ended: boolean }) {
  const lines = events.filter(({ kind }) => kind === 'log').flatMap(({ data }) => data.lines as string[]);
  const contact = events.findLast(({ kind }) => kind === 'unreachable' || kind === 'reachable');
  const verified = events.find(({ kind }) => kind === 'verified')?.data;
  const submitted = events.find(({ kind }) => kind === 'submitted')?.data;
  return (
    <>
      {contact?.kind === 'unreachable' && !ended && (
        <Notice title="The cluster does not answer" tone="nee">
          {String(contact.data.reason)}. It is asked again and again; the job goes on meanwhile.
        </Notice>
      )}
      <Card
        note={submitted ? `job ${submitted.id} on Ray ${submitted.ray}` : 'waits for the worker to submit it'}
        title="On the cluster"
      >
        <p className="mb-2 text-ink-2">
          {verified
            ? `The job has checked the gate’s attestation and the hash of every file before it began (snapshot ${String(verified.snapshot).slice(0, 12)}…).`
            : 'Before it trains, the job checks the gate’s attestation and the hash of every file, and refuses otherwise.'}
        </p>
        {lines.length > 0 && <CodeBlock code={lines.join('\n')} copy={false} label="log of the job" />}
      </Card>
    </>
  );
}
