import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '#lib/access/permissions';
import {
  breach,
  clientSafeFiles,
  doorBreaches,
  houseSources,
  importBreaches,
  valueImports,
  wordBreaches,
} from './house-law';

const sources = houseSources();
const CEILING = 300;

describe('the house', () => {
  it('keeps the import law', () => {
    const clientSafe = clientSafeFiles(sources);
    expect(sources.flatMap((source) => importBreaches(source, clientSafe))).toEqual([]);
  });

  it('reads the environment in one place, and leaves chance and clock outside the pure rooms', () => {
    expect(sources.flatMap(wordBreaches)).toEqual([]);
  });

  it('has no door without a permission', () => {
    expect(sources.flatMap(doorBreaches)).toEqual([]);
  });

  it('names only permissions that the table has', () => {
    const named = sources
      .filter((s) => s.file.startsWith('app/'))
      .flatMap((s) =>
        [...s.text.matchAll(/(?:pageActor|route|action)\(\s*'([a-z-]+:[a-z-]+)'/g)].map((m) => m[1]!),
      );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((permission) => !(permission in PERMISSIONS))).toEqual([]);
  });

  it('names files in kebab-case, by what they answer', () => {
    const odd = sources
      .map((s) => s.file)
      .filter(
        (file) =>
          !/^[a-z0-9[\].()-]+$/.test(path.posix.basename(file)) ||
          /\/(utils?|helpers?|misc|index)\.(ts|tsx)$/.test(file),
      );
    expect(odd).toEqual([]);
  });

  it('keeps files of logic under the ceiling', () => {
    const long = sources
      .filter((s) => !s.file.startsWith('tests/reference/') && !s.file.startsWith('prisma/seed/demo/'))
      .map((s) => ({ file: s.file, lines: s.text.split('\n').length }))
      .filter(({ lines }) => lines > CEILING);
    expect(long).toEqual([]);
  });

  it('lets no workaround in without a sentence of reason', () => {
    const escapes = sources
      .filter((s) => !s.file.startsWith('tests/house'))
      .flatMap((s) =>
        s.text
          .split('\n')
          .flatMap((line, i) =>
            /@ts-ignore|@ts-expect-error\s*$|biome-ignore[^:]*$|\bas any\b/.test(line)
              ? [`${s.file}:${i + 1}: ${line.trim()}`]
              : [],
          ),
      );
    expect(escapes).toEqual([]);
  });
});

describe('the law bites', () => {
  const source = (file: string, text: string) => ({ file, text });

  it('when a pure room reaches up, or out', () => {
    expect(
      importBreaches(source('lib/statistics/a.ts', "import { x } from '#lib/agreement/b';")),
    ).toHaveLength(1);
    expect(importBreaches(source('lib/gate/a.ts', "import { pool } from '#lib/db';"))).toHaveLength(1);
    expect(importBreaches(source('lib/gate/a.ts', "import type { Pool } from '#lib/db';"))).toEqual([]);
    expect(importBreaches(source('lib/gate/a.ts', "import { type A, type B } from '#lib/db';"))).toEqual([]);
    expect(importBreaches(source('lib/agreement/a.ts', "import { x } from '../statistics/b';"))).toEqual([]);
  });

  it('when app touches the database, jobs touch React, or somebody else TensorFlow', () => {
    expect(breach('app/page.tsx', 'lib/db')).toBeTruthy();
    expect(breach('app/page.tsx', 'lib/prisma')).toBeTruthy();
    expect(breach('app/page.tsx', 'prisma/generated/client')).toBeTruthy();
    expect(breach('jobs/worker.ts', 'components/ui/chip')).toBeTruthy();
    expect(breach('jobs/worker.ts', 'package:react')).toBeTruthy();
    expect(breach('lib/scoring/a.ts', 'package:@tensorflow/tfjs')).toBeTruthy();
    expect(breach('components/ui/a.tsx', 'lib/labels/record-label')).toBeTruthy();
    expect(breach('app/page.tsx', 'package:next/link')).toBeTruthy();
    expect(breach('components/ui/link.tsx', 'package:next/link')).toBeNull();
    expect(breach('components/ui/a.tsx', 'package:lucide-react')).toBeTruthy();
    expect(breach('lib/labels/a.ts', 'lib/access/actor')).toBeTruthy();
    expect(breach('lib/alerts/a.ts', 'lib/training/cancel-run')).toBeTruthy();
    expect(breach('lib/training/a.ts', 'lib/alerts/emit-event')).toBeNull();
  });

  it('when imports span lines or are made at run time', () => {
    expect(
      valueImports(source('a.ts', "import {\n  a,\n  b,\n} from './c';\nconst d = await import('./d');")),
    ).toHaveLength(2);
  });

  it('when a file that components may import begins to ask the database', () => {
    const plain = source('lib/labels/keys.ts', "import { z } from 'zod';");
    const asking = source('lib/labels/queue.ts', "import { pool } from '#lib/db';");
    const through = source('lib/labels/draft.ts', "import { x } from './queue';");
    expect([...clientSafeFiles([plain, asking, through])]).toEqual(['lib/labels/keys']);
  });

  it('when a door has no permission', () => {
    expect(doorBreaches(source('app/x/page.tsx', 'export default async function Page() {}'))).toHaveLength(1);
    expect(doorBreaches(source('app/x/route.ts', 'export async function GET() {}'))).toHaveLength(1);
    expect(
      doorBreaches(
        source('app/x/route.ts', "export const GET = route('a:b', s, f);\nexport async function POST() {}"),
      ),
    ).toHaveLength(1);
    expect(
      doorBreaches(source('app/x/actions.ts', "'use server';\nexport async function act() {}")),
    ).toHaveLength(1);
    expect(
      doorBreaches(
        source('app/x/thing.tsx', "export function A() { async function act() { 'use server'; } }"),
      ),
    ).toHaveLength(1);
    expect(
      doorBreaches(source('app/x/actions.ts', "'use server';\nexport const act = action('a:b', s, f);")),
    ).toEqual([]);
  });

  it('when a file reads the environment or a pure room the clock', () => {
    expect(wordBreaches(source('lib/labels/a.ts', 'const x = process.env.X;'))).toHaveLength(1);
    expect(wordBreaches(source('lib/gate/a.ts', 'const now = Date.now();'))).toHaveLength(1);
    expect(wordBreaches(source('lib/gate/a.ts', '// Date.now() is handed in'))).toEqual([]);
  });
});
