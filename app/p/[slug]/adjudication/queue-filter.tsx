import { Button, ButtonLink } from '#components/ui/button';
import { SelectField } from '#components/ui/select-field';
import { TextField } from '#components/ui/text-field';
import type { QueuePart } from '#lib/labels/adjudication-queue';
import { CAUSE_WORDS, CAUSES } from '#lib/labels/adjudication-rules';

interface QueueFilterProps {
  part: QueuePart;
  batch?: string;
  tag?: string;
  /** Null where a cause means nothing yet. */
  cause: string | null;
  clear: string;
}

/** A plain form: what it asks for stands in the address. */
export function QueueFilter({ part, batch, tag, cause, clear }: QueueFilterProps) {
  return (
    <form className="mb-3 flex flex-wrap items-end gap-2" method="get">
      {part !== 'to-decide' && <input name="part" type="hidden" value={part} />}
      {batch && <input name="batch" type="hidden" value={batch} />}
      <div className="w-44">
        <TextField defaultValue={tag} label="Tag" name="tag" />
      </div>
      {cause !== null && (
        <div className="w-52">
          <SelectField
            defaultValue={cause}
            label="Cause"
            name="cause"
            options={CAUSES.map((value) => ({ value, label: CAUSE_WORDS[value].label }))}
            placeholder="All causes"
          />
        </div>
      )}
      <Button type="submit">Filter</Button>
      {(tag || cause) && (
        <ButtonLink href={clear} variant="quiet">
          Clear
        </ButtonLink>
      )}
    </form>
  );
}
