'use client';

import { useId, useState } from 'react';
import { cx } from './cx';
import { FieldError, type FieldWords, fieldErrors } from './field';
import { Icon } from './icon';

interface FileDropProps extends FieldWords {
  name: string;
  /** As in the accept attribute: ".jsonl,.csv". */
  accept?: string;
  required?: boolean;
  multiple?: boolean;
  /** For pages that read the file before the form is sent. */
  onFiles?: (files: File[]) => void;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A real file input stretched over the drop field: dropping, clicking and the keyboard are all the browser's own. */
export function FileDrop({ label, hint, error, name, accept, required, multiple, onFiles }: FileDropProps) {
  const id = useId();
  const [files, setFiles] = useState<File[]>([]);
  const [over, setOver] = useState(false);
  const errors = fieldErrors(error);
  return (
    <div className="grid gap-1">
      <label className="font-medium" htmlFor={id}>
        {label}
      </label>
      <div
        className={cx(
          'relative grid min-h-24 place-items-center rounded-control border border-dashed px-4 py-4 text-center has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
          over ? 'border-accent bg-accent-soft' : 'border-control bg-surface hover:bg-hover',
        )}
      >
        <input
          accept={accept}
          aria-describedby={[hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-error` : '', `${id}-chosen`]
            .filter(Boolean)
            .join(' ')}
          aria-invalid={errors.length > 0 || undefined}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          id={id}
          multiple={multiple}
          name={name}
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])];
            setFiles(chosen);
            onFiles?.(chosen);
          }}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          required={required}
          type="file"
        />
        <div className="pointer-events-none flex flex-col items-center gap-1" id={`${id}-chosen`}>
          <Icon name="import" className="text-ink-3" size={20} />
          {files.length === 0 ? (
            <p>
              Drop a file here or <span className="font-medium text-accent-text">choose one</span>
            </p>
          ) : (
            files.map((file) => (
              <p className="font-medium" key={file.name}>
                {file.name} <span className="font-normal text-ink-3">{size(file.size)}</span>
              </p>
            ))
          )}
        </div>
      </div>
      {hint && (
        <p className="text-ink-3 text-small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError errors={errors} id={`${id}-error`} />
    </div>
  );
}
