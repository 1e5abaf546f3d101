'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { toast } from '#components/ui/toaster';
import type { ActionState } from '#lib/access/action-state';
import { type KeyBindings, keyBindings } from '#lib/labels/annotation-keys';
import type { AnnotationSettings } from '#lib/labels/annotation-settings';

export type SaveSettings = (previous: ActionState<null>, form: FormData) => Promise<ActionState<null>>;

export interface AnnotationPreferences {
  settings: AnnotationSettings;
  bindings: KeyBindings;
  change: (change: Partial<AnnotationSettings>) => void;
}

const SETTLED_MS = 600;

/** How this person likes the page: at work at once, and saved for their other devices when they have settled. */
export function useAnnotationPreferences(
  start: AnnotationSettings,
  save: SaveSettings,
): AnnotationPreferences {
  const [settings, setSettings] = useState(start);
  const bindings = useMemo(() => keyBindings(settings.keys), [settings.keys]);
  const saved = useRef(start);
  useEffect(() => {
    if (settings === saved.current) return;
    const timer = setTimeout(async () => {
      saved.current = settings;
      const form = new FormData();
      form.set('settings', JSON.stringify(settings));
      const answer = await save(null, form).catch(() => null);
      if (!answer?.ok) toast.warning('Your settings hold on this page, but could not be saved.');
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [settings, save]);
  return { settings, bindings, change: (change) => setSettings((before) => ({ ...before, ...change })) };
}
