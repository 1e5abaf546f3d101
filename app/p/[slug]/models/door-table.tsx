const DOORS: { client: string; path: string; note: string }[] = [
  { client: 'OpenRLHF', path: '/get_reward', note: 'normalised; ?reward=raw for raw' },
  { client: 'verl with vLLM', path: '/classify', note: 'use_activation: false gives the raw reward' },
  { client: 'verl with SGLang', path: '/v1/embeddings', note: 'the raw reward as a vector of one' },
  { client: 'vLLM clients', path: '/classify, /pooling, /score', note: '' },
  { client: 'Cohere', path: '/v2/rerank', note: 'best of N; relevance in [0, 1], reward beside' },
  { client: 'Jina, LangChain, LiteLLM', path: '/v1/rerank', note: '' },
  { client: 'TEI clients', path: '/predict, /rerank, /info', note: 'raw_scores: true gives the raw reward' },
  { client: 'Hugging Face endpoints', path: '/', note: '' },
];

/** Which base address and path a client of each kind is given. */
export function DoorTable({ base }: { base: string }) {
  return (
    <div className="mt-3 overflow-x-auto">
      <table className="w-full border-collapse text-small">
        <caption className="pb-1 text-left text-ink-2">
          Base address <code className="break-all">{base}</code>; the same paths work at the top of the
          server.
        </caption>
        <thead>
          <tr className="border-line border-b text-left text-ink-3">
            <th className="py-1.5 pr-4 font-medium" scope="col">
              Client
            </th>
            <th className="py-1.5 pr-4 font-medium" scope="col">
              Path
            </th>
            <th className="py-1.5 font-medium max-sm:hidden" scope="col">
              Note
            </th>
          </tr>
        </thead>
        <tbody>
          {DOORS.map(({ client, path, note }) => (
            <tr className="border-line border-b last:border-b-0" key={client}>
              <th className="py-1.5 pr-4 text-left font-normal" scope="row">
                {client}
              </th>
              <td className="py-1.5 pr-4 font-mono">{path}</td>
              <td className="py-1.5 text-ink-3 max-sm:hidden">{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
