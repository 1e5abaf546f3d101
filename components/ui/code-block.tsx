import { CopyButton } from './copy-button';
import { ScrollArea } from './scroll-area';

/** Text to be copied whole: a command, a key shown once, a payload. */
export function CodeBlock({ code, label, copy = true }: { code: string; label: string; copy?: boolean }) {
  return (
    <div className="flex min-w-0 items-start rounded-control border border-line bg-code-bg">
      <ScrollArea label={label} className="min-w-0 flex-1 overflow-x-auto px-3 py-2.5">
        <pre className="font-mono text-small leading-[1.5]">
          <code>{code}</code>
        </pre>
      </ScrollArea>
      {copy && (
        <div className="p-1.5">
          <CopyButton label={`Copy ${label}`} text={code} />
        </div>
      )}
    </div>
  );
}
