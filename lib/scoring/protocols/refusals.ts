import type { ErrorBody } from '#lib/errors';
import { isTei } from './rerank';

type Refused = ErrorBody['error'];
type Refusal = (error: Refused, status: number, given: unknown) => { status: number; body: object };

const OPENAI_TYPES: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'NotFoundError',
  413: 'BadRequestError',
  422: 'BadRequestError',
  429: 'rate_limit_error',
};

/** vLLM, SGLang and OpenAI: what could not be read is 400 there. */
export const openAiRefusal: Refusal = ({ message, code }, status) => {
  const said = status === 422 ? 400 : status;
  const type = OPENAI_TYPES[status] ?? (status < 500 ? 'BadRequestError' : 'InternalServerError');
  return { status: said, body: { error: { message, type, param: null, code: said, reason: code } } };
};

/** Cohere. */
export const cohereRefusal: Refusal = ({ message, code }, status) => ({
  status: status === 422 ? 400 : status,
  body: { message, code },
});

/** FastAPI, as the servers of OpenRLHF and Jina are made with. */
export const fastApiRefusal: Refusal = ({ message, code }, status) => ({
  status,
  body: { detail: message, code },
});

const TEI_TYPES: Record<number, string> = { 429: 'Overloaded', 500: 'Backend', 503: 'Unhealthy' };

/** Text Embeddings Inference. */
export const teiRefusal: Refusal = ({ message }, status) => ({
  status: status === 413 ? 422 : status,
  body: { error: message, error_type: TEI_TYPES[status] ?? 'Validation' },
});

/** /rerank and /v1/rerank: TEI's by its body; else vLLM's, with the `detail` that Jina's clients look for. */
export const rerankRefusal: Refusal = (error, status, given) => {
  if (isTei(given)) return teiRefusal(error, status, given);
  const { status: said, body } = openAiRefusal(error, status, given);
  return { status: said, body: { ...body, detail: error.message } };
};
