import fs from 'node:fs';
import path from 'node:path';

/*
 * The law of the house, as code: which room may import which (values; `import type` is free), who reads the environment,
 * what pure rooms may not ask, and that every door names its permission. Given sources, it answers with the breaches.
 */

export interface Source {
  /** From the top of the checkout, with forward slashes. */
  file: string;
  text: string;
}

/** Pure rooms, lowest first: each may import itself and those before it. */
const PURE = ['statistics', 'agreement', 'annotators', 'gate', 'reward-model', 'charts'];
const SERVER = [
  'labels',
  'alerts',
  'quality',
  'training',
  'attestation',
  'scoring',
  'transfer',
  'queue',
  'access',
];
/** What every server room may tell others through; it knows none of them but the queue. */
const BELOW = 'alerts';
/** Files of lib that belong to no room; server rooms stand on them. */
const BASE = ['db', 'prisma', 'errors', 'env', 'log', 'audit', 'seal'];

const isPure = (room: string) => PURE.includes(room);

interface Import {
  target: string;
  line: number;
}

/** Value imports and re-exports; `import type` and all-type lists are free, because they leave no trace at run time. */
export function valueImports({ text }: Source): Import[] {
  const found: Import[] = [];
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
  for (const match of text.matchAll(statement)) {
    const names = /^\{([^}]*)\}$/.exec((match[1] ?? '').trim())?.[1];
    const onlyTypes =
      names !== undefined &&
      names.trim() !== '' &&
      names.split(',').every((n) => !n.trim() || n.trim().startsWith('type '));
    if (!onlyTypes)
      found.push({ target: (match[2] ?? match[3])!, line: text.slice(0, match.index).split('\n').length });
  }
  return found;
}

/** Where an import leads: `lib/gate/decide`, `components/ui/chip`, or a package. */
function resolve(from: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1);
  if (target.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), target));
  return `package:${target}`;
}

function roomOf(file: string): string {
  const [top, second] = file.split('/');
  if (top !== 'lib') return top!;
  return file.split('/').length > 2 ? second! : second!.replace(/\.ts$/, '');
}

/**
 * Files of server rooms that run in the browser too: they stand on nothing but pure rooms, zod and each other. Found out,
 * not listed, so that one which begins to ask the database drops out by itself.
 */
export function clientSafeFiles(sources: Source[]): Set<string> {
  const bare = (file: string) => file.replace(/\.tsx?$/, '');
  const candidates = new Map(sources.filter((s) => s.file.startsWith('lib/')).map((s) => [bare(s.file), s]));
  for (let before = -1; before !== candidates.size; ) {
    before = candidates.size;
    for (const [name, source] of candidates) {
      const fine = valueImports(source).every(({ target }) => {
        const to = resolve(source.file, target);
        return to === 'package:zod' || to === 'prisma/generated/enums' || candidates.has(to);
      });
      if (!fine && !isPure(roomOf(source.file))) candidates.delete(name);
    }
  }
  return new Set(candidates.keys());
}

/** Why this import is not allowed, or null. */
export function breach(file: string, to: string, clientSafe: ReadonlySet<string> = new Set()): string | null {
  const [top] = file.split('/');
  const room = roomOf(file);
  const target = roomOf(to);
  const inLib = to.startsWith('lib/');
  if (to.startsWith('package:')) return packageBreach(file, room, to.slice('package:'.length));
  if (top === 'lib' && isPure(room)) {
    if (!inLib || !isPure(target)) return `pure room ${room} imports ${to}`;
    if (PURE.indexOf(target) > PURE.indexOf(room))
      return `pure room ${room} imports ${target}, which stands above it`;
  }
  if (top === 'lib' && SERVER.includes(room)) {
    const fine =
      (inLib && (isPure(target) || SERVER.includes(target) || BASE.includes(target))) ||
      to.startsWith('prisma/');
    if (!fine) return `server room ${room} imports ${to}`;
    if (room === BELOW && SERVER.includes(target) && target !== BELOW && target !== 'queue')
      return `server room ${room} imports ${target}, which stands above it`;
    if (target === 'access' && room !== 'access')
      return `server room ${room} imports access, which belongs to the doors`;
  }
  if (top === 'app' && (target === 'db' || target === 'prisma'))
    return `app imports ${to}: pages ask server rooms`;
  if (top === 'app' && to.startsWith('jobs/')) return `app imports ${to}`;
  if (
    top === 'components' &&
    !to.startsWith('components/') &&
    !(inLib && (isPure(target) || clientSafe.has(to)))
  )
    return `components import ${to}`;
  if (top === 'jobs' && (to.startsWith('app/') || to.startsWith('components/'))) return `jobs import ${to}`;
  return null;
}

function packageBreach(file: string, room: string, name: string): string | null {
  if (file.startsWith('jobs/') && /^(next|react|react-dom)(\/|$)/.test(name)) return `jobs import ${name}`;
  const pure = file.startsWith('lib/') && isPure(room);
  if (pure && /^(pg|pg-.*|next|react|@prisma\/.*|node:fs|node:http)(\/|$)/.test(name))
    return `pure room ${room} imports ${name}`;
  if (name.startsWith('@tensorflow/') && room !== 'reward-model')
    return `${file} imports ${name}: TensorFlow belongs to reward-model`;
  if (name === 'next/link' && file !== 'components/ui/link.tsx')
    return `${file} imports ${name}, which fetches every link in sight: use components/ui/link`;
  if (name.startsWith('lucide-react') && !file.startsWith('tests/'))
    return `${file} imports ${name}: icons are drawn by components/ui/icon`;
  if (
    name.startsWith('@prisma/') &&
    !['lib/prisma.ts', 'prisma/migrate.ts'].includes(file) &&
    !file.startsWith('prisma/') &&
    !file.startsWith('tests/')
  ) {
    return `${file} imports ${name}: Prisma is made in lib/prisma.ts`;
  }
  return null;
}

/** Every breach of the import law in one file. */
export function importBreaches(source: Source, clientSafe: ReadonlySet<string> = new Set()): string[] {
  return valueImports(source).flatMap(({ target, line }) => {
    const why = breach(source.file, resolve(source.file, target), clientSafe);
    return why ? [`${source.file}:${line}: ${why}`] : [];
  });
}

/** Words that a file may not hold: the environment outside lib/env.ts, chance and clock in pure rooms. */
export function wordBreaches({ file, text }: Source): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
  const breaches: string[] = [];
  const rooted = ['app/', 'lib/', 'components/', 'jobs/'].some((top) => file.startsWith(top));
  if (rooted && file !== 'lib/env.ts' && /process\.env/.test(code))
    breaches.push(`${file}: reads process.env, which only lib/env.ts does`);
  if (
    file.startsWith('lib/') &&
    isPure(roomOf(file)) &&
    /Math\.random|Date\.now|new Date\(\)|performance\.now/.test(code)
  ) {
    breaches.push(`${file}: a pure room asks for chance or the time; both are handed in`);
  }
  return breaches;
}

/** Where a page asks for its permission, and which it is. */
export const PAGE_PERMISSION = /await (?:withBatches\()?pageActor\(\s*'([a-z-]+:[a-z-]+)'/;

/** Doors of app: pages, route handlers and action files, with what they must call. */
export function doorBreaches({ file, text }: Source): string[] {
  const name = path.posix.basename(file);
  if (!file.startsWith('app/')) return [];
  if (name === 'page.tsx') {
    return PAGE_PERMISSION.test(text) ? [] : [`${file}: a page calls pageActor with a permission first`];
  }
  if (name === 'route.ts') {
    const exported = [
      ...text.matchAll(
        /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g,
      ),
    ];
    const guarded = [
      ...text.matchAll(/export const (?:GET|POST|PUT|PATCH|DELETE) = route\(\s*'[a-z-]+:[a-z-]+'/g),
    ];
    const nextAuth = file === 'app/api/auth/[...nextauth]/route.ts';
    return nextAuth || (exported.length > 0 && exported.length === guarded.length)
      ? []
      : [`${file}: every method is route(permission, …)`];
  }
  if (/^['"]use server['"]/.test(text.trimStart())) {
    const exported = [...text.matchAll(/^export (?!type)/gm)].length;
    const guarded = [...text.matchAll(/^export const \w+ = action\(\s*'[a-z-]+:[a-z-]+'/gm)].length;
    return exported === guarded ? [] : [`${file}: every export of an action file is action(permission, …)`];
  }
  return /['"]use server['"]/.test(text)
    ? [`${file}: actions live in files that begin with 'use server'`]
    : [];
}

const TOPS = ['app', 'lib', 'components', 'jobs', 'prisma', 'tests'];

/** All sources of the checkout, generated ones left out. */
export function houseSources(top = process.cwd()): Source[] {
  const walk = (folder: string): Source[] =>
    fs.readdirSync(path.join(top, folder), { withFileTypes: true }).flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return entry.name === 'generated' || entry.name === 'results' ? [] : walk(file);
      return /\.(ts|tsx|mjs)$/.test(entry.name)
        ? [{ file, text: fs.readFileSync(path.join(top, file), 'utf8') }]
        : [];
    });
  return TOPS.filter((folder) => fs.existsSync(path.join(top, folder))).flatMap(walk);
}
