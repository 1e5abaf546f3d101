'use client';

import { type RowText, useRows } from '#components/quality/row-text';
import { ActionForm } from '#components/ui/action-form';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { InBrowser } from '#components/ui/in-browser';
import { Notice } from '#components/ui/notice';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { Time } from '#components/ui/time';
import type { LifeCycleStatus, RuleOutcome } from '#lib/annotators/life-cycle-move';
import type { AnnotatorLifeCycle, HistoryLine } from '#lib/labels/annotator-life-cycle';
import { message, move } from '../../appeals/actions';
import { MOVES, STATUS_LABEL, STATUS_LOOK } from '../../appeals/status-words';

interface LifeCyclePanelProps {
  slug: string;
  annotator: { id: number; name: string; status: LifeCycleStatus };
  lifeCycle: Omit<AnnotatorLifeCycle, 'history'>;
  history: RowText<HistoryLine>;
  mayManage: boolean;
}

const RULE_NAMES: Record<RuleOutcome['rule'], string> = {
  'pass-qualification': 'Pass the qualification',
  'fail-qualification': 'Not pass the qualification',
  'end-qualification': 'End of the round',
  'end-probation': 'End of probation',
  'pause-on-golds': 'Pause on golds',
  'pause-on-drift': 'Pause on drift',
};

const OUTCOME_CHIP: Record<RuleOutcome['outcome'], { tone: 'strong' | 'plain' | 'nee'; word: string }> = {
  MET: { tone: 'strong', word: 'met' },
  NOT_MET: { tone: 'plain', word: 'not met' },
  NOT_ENOUGH_EVIDENCE: { tone: 'nee', word: 'not enough evidence' },
};

/** What the rules say about somebody now, how they came where they are, and a lead's own word. */
export function LifeCyclePanel({ slug, annotator, lifeCycle, history, mayManage }: LifeCyclePanelProps) {
  const lines = useRows(history);
  const { outcomes, proposal, openAppeal, rulesVersion, lastMessage } = lifeCycle;
  return (
    <Card note={rulesVersion ? `rules, version ${rulesVersion}` : 'first rules'} title="Life cycle">
      <div className="grid gap-4">
        {(proposal || openAppeal) && (
          <Notice
            action={
              <ButtonLink href={`/p/${slug}/appeals`} size="small">
                Answer
              </ButtonLink>
            }
            title={
              openAppeal
                ? `${annotator.name} has appealed.`
                : `A rule proposes: ${STATUS_LABEL[proposal!.to].toLowerCase()}.`
            }
            tone="info"
          >
            {!openAppeal && proposal?.sentence}
          </Notice>
        )}
        {outcomes.length > 0 && (
          <ul className="grid gap-2">
            {outcomes.map((outcome) => (
              <li key={outcome.rule}>
                <p className="flex flex-wrap items-center gap-2">
                  <b>{RULE_NAMES[outcome.rule]}</b>
                  <Chip tone={OUTCOME_CHIP[outcome.outcome].tone}>{OUTCOME_CHIP[outcome.outcome].word}</Chip>
                  {outcome.mode === 'propose' && <span className="text-ink-3 text-small">proposes only</span>}
                </p>
                <p className="text-ink-2">{outcome.sentence}</p>
              </li>
            ))}
          </ul>
        )}
        {mayManage && (
          <div className="grid gap-4 border-line border-t pt-3 md:grid-cols-2">
            <InBrowser height={260}>
              <ActionForm
                action={move}
                done={`Done; ${annotator.name} reads your reason.`}
                hidden={{ slug, annotatorId: annotator.id }}
              >
                <SelectField
                  label="Move to"
                  name="to"
                  options={MOVES.filter(({ value }) => value !== annotator.status)}
                  placeholder="Choose"
                  required
                />
                <TextAreaField
                  hint="No rule undoes it before enough new evidence has come."
                  label="Reason"
                  name="reason"
                  required
                  rows={2}
                />
                <div>
                  <SubmitButton pendingLabel="Moving …" variant="default">
                    Move {annotator.name}
                  </SubmitButton>
                </div>
              </ActionForm>
              <ActionForm
                action={message}
                done="Sent; it stands on their page."
                hidden={{ slug, annotatorId: annotator.id }}
              >
                <TextAreaField label={`Write to ${annotator.name}`} name="body" required rows={3} />
                <div>
                  <SubmitButton pendingLabel="Sending …" variant="default">
                    Send
                  </SubmitButton>
                </div>
                {lastMessage && (
                  <p className="text-ink-3 text-small">
                    Last: “{lastMessage.body}”, {lastMessage.from},{' '}
                    <Time at={lastMessage.sentAt} shape="relative" />
                    {lastMessage.read ? ', read' : ', not read yet'}
                  </p>
                )}
              </ActionForm>
            </InBrowser>
          </div>
        )}
        {lines.length > 0 && (
          <ol className="border-line border-t">
            {lines.map((line) => (
              <HistoryItem key={line.id} line={line} />
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

const CAUSE_WORDS: Record<HistoryLine['cause'], string> = {
  join: 'when they joined',
  rule: 'by a rule',
  lead: 'by a lead',
  person: 'by themselves',
};

function HistoryItem({ line }: { line: HistoryLine }) {
  const { tone, icon } = STATUS_LOOK[line.to];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-line border-b py-2 last:border-b-0">
      <p className="flex flex-wrap items-center gap-1.5">
        <Chip icon={icon} tone={tone}>
          {STATUS_LABEL[line.to]}
        </Chip>
        <span className="text-ink-2">
          {line.cause === 'lead' && line.by ? `by ${line.by}` : CAUSE_WORDS[line.cause]}
        </span>
      </p>
      <span className="text-ink-3 text-small">
        <Time at={line.at} shape="relative" />
      </span>
      <p className="col-span-2 text-ink-2 text-small">{line.sentence || line.reason}</p>
    </li>
  );
}
