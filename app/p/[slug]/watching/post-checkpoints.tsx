import { CodeBlock } from '#components/ui/code-block';

/** How a training loop tells of its checkpoints. */
export function PostCheckpoints({ slug, model, open }: { slug: string; model: string; open?: boolean }) {
  const code = `curl -s $CONCORD_URL/api/v1/projects/${slug}/optimisation-checkpoints \\
  -H "Authorization: Bearer $CONCORD_API_KEY" -H 'Content-Type: application/json' \\
  -d '{"optimisation": "ppo-7", "model": "${model}", "step": 400, "kl": 3.2,
       "responses": [{"prompt": "How do I keep basil fresh?", "response": "Stand it in water.", "gold": 0.8}, …]}'
# answers {"stop": true, "warning": {"sentence": "…"}, "peakKl": 3.9, …}`;
  return (
    <details className="mt-4" open={open}>
      <summary className="cursor-pointer text-accent-text text-small">
        Tell of checkpoints from a training loop
      </summary>
      <p className="mt-2 mb-2 text-ink-2 text-small">
        30 to 512 responses of the model as it is now; they are scored and forgotten, only means are kept.
        “gold” is a score that the optimiser does not see, from people or from another model, and may be left
        out. Best of n sends “n” instead of “kl”. Stop when the answer says “stop”.
      </p>
      <CodeBlock code={code} label="request" />
    </details>
  );
}
