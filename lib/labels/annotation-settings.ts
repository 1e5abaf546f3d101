import { z } from 'zod';
import { KEY_COMMAND_NAMES, type KeyCommand, keyName } from './annotation-keys';

export const TEXT_SIZES = ['small', 'normal', 'large', 'larger'] as const;

const boundKey = z
  .string()
  .max(20)
  .refine((key) => keyName({ key, code: '', shift: false }) === key, 'This key cannot be used.');

const ownKeys = z.partialRecord(
  z.enum(KEY_COMMAND_NAMES as [KeyCommand, ...KeyCommand[]]),
  z.array(boundKey).max(3),
);

/** How one person likes the labelling page, on every device and in every project. */
export const annotationSettings = z.object({
  /** Only what differs from everybody's keys. */
  keys: ownKeys.default({}),
  textSize: z.enum(TEXT_SIZES).default('normal'),
  /** Where there is room for both responses. */
  layout: z.enum(['side-by-side', 'stacked']).default('side-by-side'),
  scrollTogether: z.boolean().default(false),
});

export type AnnotationSettings = z.infer<typeof annotationSettings>;

/** Settings as stored. What a later version no longer knows falls back to the default: nobody loses the page over it. */
export function readAnnotationSettings(stored: unknown): AnnotationSettings {
  const read = annotationSettings.safeParse(stored ?? {});
  return read.success ? read.data : annotationSettings.parse({});
}

/** Gives a key to a command, and takes it from the one that had it. */
export function withKey(
  keys: AnnotationSettings['keys'],
  command: KeyCommand,
  key: string,
  bindings: Readonly<Record<KeyCommand, readonly string[]>>,
): AnnotationSettings['keys'] {
  const before = KEY_COMMAND_NAMES.find((name) => name !== command && bindings[name].includes(key));
  return {
    ...keys,
    ...(before ? { [before]: bindings[before].filter((other) => other !== key) } : {}),
    [command]: [key],
  };
}
