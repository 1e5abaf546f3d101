import type { ErrorBody } from '#lib/errors';
import { asCaller } from './caller-now';
import { type ServedModel, servedModel } from './served-model';

const MEGABYTE = 1024 * 1024;

/** How every door to the scorer takes its requests: large bodies, the key where a client can put one, its own words for no. */
export const scoringOptions = (
  refusal?: (error: ErrorBody['error'], status: number, given: unknown) => { status: number; body: object },
) => ({ maximumBytes: 8 * MEGABYTE, keyInQuery: true, rate: 'scoring' as const, refusal });

/** An answer that says in its headers which version gave it, and which labels that was trained on. */
export const versionedAnswer = (
  model: { name: string; snapshot: string; waived: boolean },
  body: object,
): Response =>
  Response.json(body, {
    headers: {
      'cache-control': 'no-store',
      'x-rm-version': model.name,
      'x-rm-snapshot': model.snapshot,
      ...(model.waived && { 'x-rm-waived': 'true' }),
    },
  });

/** What stands behind a door of a protocol: the model that the request asks for, and the answer in the protocol's shape. */
export const answerWith =
  <Input extends { model?: string | null }>(answer: (model: ServedModel, input: Input) => Promise<object>) =>
  async ({ actor, input }: { actor: { project: { id: string } }; input: Input }): Promise<Response> => {
    const model = await servedModel(actor.project.id, input.model ?? undefined);
    return versionedAnswer(model, await asCaller(actor, () => answer(model, input)));
  };

/** The same for our own addresses, whose answers name their model. */
export const nativeAnswer =
  <Input>(
    answer: (
      projectId: string,
      input: Input,
    ) => Promise<{ model: string; snapshot: string; waived: boolean }>,
  ) =>
  async ({ actor, input }: { actor: { project: { id: string } }; input: Input }): Promise<Response> => {
    const body = await asCaller(actor, () => answer(actor.project.id, input));
    return versionedAnswer({ name: body.model, snapshot: body.snapshot, waived: body.waived }, body);
  };
