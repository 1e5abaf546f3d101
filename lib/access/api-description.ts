import { z } from 'zod';
import { gateAnswerBody, gateQuestion } from '#lib/attestation/gate-answer';
import { ERROR_STATUS, type ErrorCode } from '#lib/errors';
import { checkpointAnswer, postedCheckpoint } from '#lib/scoring/record-checkpoint';
import { exportOptions } from '#lib/transfer/export/write-export';
import { postedLabels } from '#lib/transfer/post-labels';
import type { Permission } from './permissions';
import { SERVING_ROUTES } from './serving-routes';

/** A route as programs elsewhere see it. The schemas are those that the route itself reads with. */
export interface DescribedRoute {
  method: 'get' | 'post';
  /** As Next has it on disk: `[slug]` for a parameter. */
  path: string;
  permission: Permission;
  summary: string;
  input: z.ZodObject;
  answer?: z.ZodType;
  /** Other statuses with the same body as 200, and what they mean. */
  also?: Record<number, string>;
}

const slug = z.object({ slug: z.string() });

/** Every route under /api/v1 and /serve. A test compares this list with the folders of app. */
export const API_ROUTES: DescribedRoute[] = [
  {
    method: 'get',
    path: '/api/v1/projects/[slug]/gate',
    permission: 'quality:read',
    summary: 'What the gate says about a batch, with a signed attestation.',
    input: gateQuestion,
    answer: gateAnswerBody,
    also: { 409: 'The gate does not let the batch through; the body says why.' },
  },
  {
    method: 'post',
    path: '/api/v1/projects/[slug]/labels',
    permission: 'label:post',
    summary: 'Add labels of model judges, or of people elsewhere, for comparisons that are here.',
    input: postedLabels.extend(slug.shape),
  },
  {
    method: 'post',
    path: '/api/v1/projects/[slug]/optimisation-checkpoints',
    permission: 'checkpoint:post',
    summary:
      'Tell of a checkpoint of a model that is optimised against a reward model; the answer says whether to stop.',
    input: postedCheckpoint,
    answer: checkpointAnswer,
  },
  {
    method: 'get',
    path: '/api/v1/projects/[slug]/export',
    permission: 'export:read',
    summary: 'A batch’s judged labels as a data set: a ZIP archive.',
    input: exportOptions.extend(slug.shape),
    also: { 409: 'The gate does not let these labels through, or none are measured.' },
  },
  ...SERVING_ROUTES,
];

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest as { properties?: Record<string, object>; required?: string[] };
};

const errorBody = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
        message: { type: 'string' },
        details: {},
      },
    },
  },
};

const REFUSALS: ErrorCode[] = [
  'not_signed_in',
  'forbidden',
  'not_found',
  'invalid_input',
  'too_many_requests',
];

/** The OpenAPI 3.1 document of the API, made of the schemas that the routes read with. */
export function apiDescription(server: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of API_ROUTES) {
    const path = route.path.replace(/\[(\w+)\]/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Concord',
      version: '1',
      description: 'Annotator quality, the gate before training, and reward scores.',
    },
    servers: [{ url: server }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key from Settings, API keys.' },
        apiKeyAsPassword: { type: 'http', scheme: 'basic', description: 'The same key as the password.' },
        apiKeyInQuery: {
          type: 'apiKey',
          in: 'query',
          name: 'key',
          description: 'Only to score; for clients that can set no header.',
        },
      },
      schemas: { Error: errorBody },
    },
  };
}

function operation({ method, path, permission, summary, input, answer, also = {} }: DescribedRoute): object {
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map((match) => match[1]!);
  const { properties = {}, required = [] } = schemaOf(input, 'input');
  const named = Object.entries(properties);
  const parameters = named
    .filter(([name]) => inPath.includes(name) || method === 'get')
    .map(([name, { description, ...schema }]: [string, { description?: string }]) => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || required.includes(name),
      description,
      schema,
    }));
  const body = named.filter(([name]) => !inPath.includes(name));
  const content = { 'application/json': { schema: answer ? schemaOf(answer, 'output') : {} } };
  return {
    summary,
    tags: [path.startsWith('/serve') ? 'Compatible scoring' : 'Concord'],
    ...(path.startsWith('/serve') && {
      security: [{ apiKey: [] }, { apiKeyAsPassword: [] }, { apiKeyInQuery: [] }],
    }),
    operationId: `${method}${path.replace(/\/api\/v1|\[slug\]/g, '').replace(/\/+(\w?)/g, (_, c: string) => c.toUpperCase())}`,
    description: `Permission of the key: \`${permission}\`.`,
    parameters,
    ...(method === 'post' && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: Object.fromEntries(body),
              required: required.filter((name) => !inPath.includes(name)),
            },
          },
        },
      },
    }),
    responses: {
      200: { description: 'Done.', content },
      ...Object.fromEntries(
        Object.entries(also).map(([status, description]) => [status, { description, content }]),
      ),
      ...Object.fromEntries(
        REFUSALS.map((code) => [
          ERROR_STATUS[code],
          {
            description: code,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
          },
        ]),
      ),
    },
  };
}
