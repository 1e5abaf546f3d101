import { describe, expect, it } from 'vitest';
import { API_ROUTES, apiDescription } from '#lib/access/api-description';
import { houseSources } from '#tests/house-law';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: { 'application/json': { schema: { properties: object; required: string[] } } } };
  responses: Record<string, { content: { 'application/json': { schema: { properties?: object } } } }>;
}
const document = apiDescription('https://concord.example.org') as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};

describe('the description of the API', () => {
  it('names every route under /api/v1 and /serve with its method and permission, and none that is not there', () => {
    const there = houseSources()
      .filter(({ file }) => /^app\/(api\/v1|serve)\/.*route\.ts$|^app\/serve\/route\.ts$/.test(file))
      .flatMap(({ file, text }) =>
        [...text.matchAll(/export const (GET|POST|PUT|PATCH|DELETE) = route\(\s*'([a-z-]+:[a-z-]+)'/g)].map(
          ([, method, permission]) => `${method} ${file.replace(/^app|\/route\.ts$/g, '')} ${permission}`,
        ),
      );
    const described = API_ROUTES.map(
      ({ method, path, permission }) => `${method.toUpperCase()} ${path} ${permission}`,
    );
    expect(described.sort()).toEqual(there.sort());
  });

  it('says what the gate is asked and what it answers, with both statuses', () => {
    const gate = document.paths['/api/v1/projects/{slug}/gate']!.get!;
    expect(gate.parameters.map(({ name, in: place, required }) => [name, place, required])).toEqual([
      ['slug', 'path', true],
      ['batch', 'query', false],
      ['decision', 'query', false],
    ]);
    for (const status of ['200', '409'])
      expect(gate.responses[status]!.content['application/json'].schema.properties).toHaveProperty(
        'attestation',
      );
    expect(Object.keys(gate.responses)).toEqual(expect.arrayContaining(['401', '403', '404', '422', '429']));
  });

  it('keeps path parameters out of bodies, has distinct ids, and no dialect within', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
    for (const { requestBody } of operations)
      if (requestBody)
        expect(requestBody.content['application/json'].schema.properties).not.toHaveProperty('slug');
    expect(JSON.stringify(document)).not.toContain('$schema');
    expect(document.openapi).toBe('3.1.0');
  });
});
