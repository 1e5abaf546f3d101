'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { FileDrop } from '#components/ui/file-drop';
import { Notice } from '#components/ui/notice';
import { ProgressBar } from '#components/ui/progress-bar';
import { TextField } from '#components/ui/text-field';
import { toast } from '#components/ui/toaster';

/** Sends a file as it is, with its progress: what a form with a file cannot show. */
export function UploadForm({ address, batches }: { address: string; batches: string[] }) {
  const router = useRouter();
  const [sent, setSent] = useState<{ done: number; all: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const file = fields.get('file');
    if (!(file instanceof File) || !file.size) return setProblem('Choose a file first.');
    const query = new URLSearchParams({
      fileName: file.name,
      format: /\.csv$/i.test(file.name) ? 'csv' : 'jsonl',
      batch: String(fields.get('batch')),
    });
    if (fields.get('overlap')) query.set('overlap', String(fields.get('overlap')));
    setProblem(null);
    const upload = new XMLHttpRequest();
    upload.open('POST', `${address}?${query}`);
    upload.upload.onprogress = ({ loaded, total }) => setSent({ done: loaded, all: total });
    upload.onerror = () => finish('The connection broke off. Nothing was imported; upload the file again.');
    upload.onload = () => finish(upload.status < 300 ? null : messageOf(upload.responseText));
    upload.send(file);
    function finish(message: string | null) {
      setSent(null);
      setProblem(message);
      if (message) return;
      form.reset();
      toast.success('The file is here; the worker imports it now.');
      router.refresh();
    }
  }

  return (
    <form className="grid gap-3" onSubmit={submit}>
      <FileDrop
        accept=".jsonl,.ndjson,.json,.csv"
        hint="JSON Lines or CSV, up to 1 GiB"
        label="File"
        name="file"
        required
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          defaultValue={batches[0]}
          hint="a new name makes a new batch"
          label="Batch"
          list="batch-names"
          name="batch"
          required
        />
        <TextField
          hint="for new comparisons"
          inputMode="numeric"
          label="Labels per comparison"
          name="overlap"
          placeholder="2"
          required={false}
        />
      </div>
      <datalist id="batch-names">
        {batches.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {problem && <Notice live="alert" title={problem} tone="fail" />}
      {sent ? (
        <ProgressBar
          label="Upload"
          max={sent.all}
          value={sent.done}
          valueText={`${Math.round((100 * sent.done) / Math.max(1, sent.all))} %`}
        />
      ) : (
        <div>
          <Button icon="import" type="submit" variant="primary">
            Upload and import
          </Button>
        </div>
      )}
    </form>
  );
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { error: { message: string } }).error.message;
  } catch {
    return 'The server did not take the file. Nothing was imported; try again.';
  }
}
