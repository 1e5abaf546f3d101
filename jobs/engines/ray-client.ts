import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface RayAnswer {
  status: number;
  text: string;
}

export type RayJobStatus = 'PENDING' | 'RUNNING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED';

export interface RayJob {
  status: RayJobStatus;
  message: string | null;
}

export interface RayClient {
  /** The cluster's version; throws when it can't be reached or asks for another token. */
  version(): Promise<string>;
  /** Null when the cluster does not know the job. */
  job(id: string): Promise<RayJob | null>;
  logs(id: string): Promise<string>;
  hasPackage(name: string): Promise<boolean>;
  putPackage(name: string, bytes: Buffer): Promise<void>;
  submit(body: object): Promise<RayAnswer>;
  stop(id: string): Promise<void>;
}

const TIMEOUT_MS = 30_000;

/**
 * Ray's Jobs REST. Not by `fetch`: Node's sends `sec-fetch-mode` with every request, which Ray takes for a browser and refuses
 * with 405. The token goes in both headers that Ray knows, because proxies take the first one off.
 */
export function rayClient(address: string, token: string | undefined): RayClient {
  const call = (method: string, path: string, body?: Buffer, type = 'application/json'): Promise<RayAnswer> =>
    new Promise((resolve, reject) => {
      const url = new URL(path, address);
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = send(
        url,
        {
          method,
          timeout: TIMEOUT_MS,
          headers: {
            ...(body && { 'content-type': type, 'content-length': body.length }),
            ...(token && { authorization: `Bearer ${token}`, 'x-ray-authorization': `Bearer ${token}` }),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
          );
          response.on('error', reject);
        },
      );
      request.on('timeout', () => request.destroy(new Error('the cluster did not answer in time')));
      request.on('error', reject);
      request.end(body);
    });
  const fine = async (answer: Promise<RayAnswer>): Promise<RayAnswer> => {
    const { status, text } = await answer;
    if (status < 200 || status > 299) throw new Error(`Ray answered ${status}: ${text.slice(0, 300)}`);
    return { status, text };
  };
  const at = (id: string) => `/api/jobs/${encodeURIComponent(id)}`;
  return {
    version: async () =>
      (JSON.parse((await fine(call('GET', '/api/version'))).text) as { ray_version: string }).ray_version,
    async job(id) {
      const answer = await call('GET', at(id));
      if (answer.status === 404) return null;
      const { text } = await fine(Promise.resolve(answer));
      return JSON.parse(text) as RayJob;
    },
    logs: async (id) =>
      (JSON.parse((await fine(call('GET', `${at(id)}/logs`))).text) as { logs: string }).logs ?? '',
    async hasPackage(name) {
      const answer = await call('GET', `/api/packages/gcs/${name}`);
      if (answer.status === 404) return false;
      await fine(Promise.resolve(answer));
      return true;
    },
    async putPackage(name, bytes) {
      await fine(call('PUT', `/api/packages/gcs/${name}`, bytes, 'application/octet-stream'));
    },
    // The slash at the end belongs to the address: without it Ray answers 405.
    submit: (body) => call('POST', '/api/jobs/', Buffer.from(JSON.stringify(body))),
    async stop(id) {
      await fine(call('POST', `${at(id)}/stop`, Buffer.alloc(0)));
    },
  };
}
