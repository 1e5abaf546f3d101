import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { Chip, type ChipTone } from '#components/ui/chip';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { TextField } from '#components/ui/text-field';
import { Time } from '#components/ui/time';
import { CHECKS } from '#lib/gate/policy';
import type { RunDetail } from '#lib/training/training-runs';
import type { Waiver } from '#lib/training/waivers';
import { askForWaiver, revoke, sign, trainWaived } from '../actions';

interface WaiverPanelProps {
  slug: string;
  run: RunDetail;
  waivers: Waiver[];
  /** What the reader may do. */
  may: { request: boolean; sign: boolean; revoke: boolean; train: boolean };
  userId: string;
}

const STATE: Record<Waiver['state'], { word: string; tone: ChipTone }> = {
  requested: { word: 'Waits for an admin', tone: 'nee' },
  signed: { word: 'Signed', tone: 'accent' },
  used: { word: 'Used', tone: 'strong' },
  revoked: { word: 'Revoked', tone: 'quiet' },
  expired: { word: 'Expired', tone: 'quiet' },
};

/** The waivers of a run, for ever; and, while the gate holds it, the next step of the two people. */
export function WaiverPanel({ slug, run, waivers, may, userId }: WaiverPanelProps) {
  const open = waivers.some((w) => w.state === 'requested' || w.state === 'signed' || w.state === 'expired');
  const asks = run.state === 'BLOCKED' && may.request && !open;
  if (waivers.length === 0 && !asks) return null;
  return (
    <Card
      note="two people, a reason and an end; never edited, never hidden"
      padded={false}
      title={waivers.length ? 'Waiver' : 'Train in spite of the gate'}
    >
      {waivers.map((waiver) => (
        <section className="border-line border-t px-4 py-3 first:border-t-0" key={waiver.number}>
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="font-semibold">Waiver {waiver.number}</h3>
            <Chip tone={STATE[waiver.state].tone}>{STATE[waiver.state].word}</Chip>
          </div>
          <blockquote className="mt-1 max-w-[80ch] whitespace-pre-line text-ink-2">
            {waiver.reason}
          </blockquote>
          <Signatures waiver={waiver} />
          <p className="mt-1 text-small">
            <span className="text-ink-3">It waives </span>
            {waiver.waived.checks
              .filter((c) => c.verdict !== 'PASS')
              .map((c) => CHECKS[c.check].name)
              .join(', ')}
            <span className="text-ink-3">
              {' '}
              of decision {waiver.waived.decision}, on snapshot {waiver.snapshotHash.slice(0, 12)}… alone.
            </span>
          </p>
          {run.state === 'BLOCKED' && <NextStep may={may} slug={slug} userId={userId} waiver={waiver} />}
        </section>
      ))}
      {asks && <AskForm run={run} slug={slug} />}
    </Card>
  );
}

function Signatures({ waiver }: { waiver: Waiver }) {
  return (
    <p className="mt-1 text-ink-3 text-small">
      Asked for by {waiver.requestedBy}, <Time at={waiver.requestedAt} />
      {waiver.signedAt && (
        <>
          {' '}
          · signed by {waiver.signedBy}, <Time at={waiver.signedAt} />
        </>
      )}
      {waiver.usedAt && (
        <>
          {' '}
          · used <Time at={waiver.usedAt} />
        </>
      )}
      {waiver.revokedAt && (
        <>
          {' '}
          · revoked by {waiver.revokedBy}, <Time at={waiver.revokedAt} />: {waiver.revokeReason}
        </>
      )}
      {(waiver.state === 'requested' || waiver.state === 'signed' || waiver.state === 'expired') && (
        <>
          {' '}
          · valid until <Time at={waiver.expiresAt} />
        </>
      )}
    </p>
  );
}

function NextStep({
  slug,
  waiver,
  may,
  userId,
}: {
  slug: string;
  waiver: Waiver;
  may: WaiverPanelProps['may'];
  userId: string;
}) {
  const hidden = { slug, waiver: waiver.number };
  const live = waiver.state === 'requested' || waiver.state === 'signed';
  return (
    <div className="mt-2 grid gap-2">
      {waiver.state === 'requested' &&
        (may.sign && waiver.requestedById !== userId ? (
          <ActionForm
            action={sign}
            done="Signed. The run can be trained by this waiver now."
            hidden={hidden}
            inline
          >
            <SubmitButton pendingLabel="Signing …">Sign as the second person</SubmitButton>
          </ActionForm>
        ) : (
          <p className="text-ink-2 text-small">
            {waiver.requestedById === userId
              ? 'You asked for it, so somebody else has to sign: an admin of the project.'
              : 'An admin of the project has to sign it.'}
          </p>
        ))}
      {waiver.state === 'signed' &&
        (may.train ? (
          <ActionForm action={trainWaived} done="The run is queued by this waiver." hidden={hidden} inline>
            <SubmitButton pendingLabel="Queuing …">Train by this waiver</SubmitButton>
          </ActionForm>
        ) : (
          <p className="text-ink-2 text-small">An admin can train by it now.</p>
        ))}
      {(live || waiver.state === 'expired') && may.revoke && (
        <ActionForm action={revoke} done="The waiver is revoked." hidden={hidden} inline>
          <TextField
            label={`Why revoke waiver ${waiver.number}`}
            labelHidden
            name="reason"
            placeholder="Why it is revoked"
            required
          />
          <SubmitButton pendingLabel="Revoking …" variant="quiet">
            Revoke
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

function AskForm({ slug, run }: { slug: string; run: RunDetail }) {
  const open = run.decision.checks.filter((c) => c.verdict !== 'PASS').map((c) => CHECKS[c.check].name);
  return (
    <details className="border-line border-t px-4 py-3">
      <summary className="cursor-pointer font-medium">Ask for a waiver</summary>
      <p className="mt-2 max-w-[80ch] text-ink-2">
        It would let this one run train on exactly these labels, although {open.length}{' '}
        {open.length === 1 ? 'check has' : 'checks have'} not passed: {open.join(', ')}. An admin, not you,
        has to sign it. It stays visible on the run, on the model and in every export, for ever.
      </p>
      <div className="mt-3 max-w-xl">
        <ActionForm
          action={askForWaiver}
          done="Asked. An admin has to sign it now."
          hidden={{ slug, run: run.number }}
        >
          <TextAreaField
            hint="At least a sentence: what the model is for, and why it can’t wait."
            label="Reason"
            name="reason"
            required
            rows={3}
          />
          <SelectField
            defaultValue="7"
            label="Valid for"
            name="days"
            options={[
              { value: '1', label: '1 day' },
              { value: '7', label: '7 days' },
              { value: '30', label: '30 days' },
            ]}
          />
          <div>
            <SubmitButton pendingLabel="Asking …" variant="default">
              Ask for this waiver
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}
