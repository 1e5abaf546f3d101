'use client';

import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { ADJUDICATION_KEYS } from '#lib/labels/adjudication-keys';

export function KeyListDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      description="Off while you are typing."
      onOpenChange={onOpenChange}
      open={open}
      title="Keys"
      trigger={
        <Button size="small" variant="quiet">
          Keys <Kbd>?</Kbd>
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
        {ADJUDICATION_KEYS.map(({ keys, does }) => (
          <div className="contents" key={does}>
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
