import { ActionForm } from '#components/ui/action-form';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { answer } from './actions';

const OUTCOMES = [
  { value: 'ACTIVE', label: 'Grant: active again' },
  { value: 'PROBATION', label: 'Grant: on probation' },
  { value: 'QUALIFYING', label: 'Grant: another qualification round' },
  { value: 'RETRAINING', label: 'Retraining first' },
  { value: 'stay', label: 'Decline: it stays as it is' },
];

/** The answer to an appeal, and what follows from it. */
export function AnswerForm({ appealId, slug }: { appealId: string; slug: string }) {
  return (
    <ActionForm action={answer} done="Answered; they read it on their page." hidden={{ slug, appealId }}>
      <div className="grid gap-2 sm:grid-cols-[220px_minmax(0,1fr)]">
        <SelectField label="What follows" name="to" options={OUTCOMES} placeholder="Choose" required />
        <TextAreaField label="Your answer" name="answer" required rows={2} />
      </div>
      <div>
        <SubmitButton pendingLabel="Answering …" size="small" variant="default">
          Answer
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
