'use client';

import { useState } from 'react';
import type { AnnotationCommand } from '#lib/labels/annotation-keys';
import type { GuidelineDue } from '#lib/labels/guidelines';
import type { OpenDialog } from './annotation-dialogs';
import type { AnnotationPreferences } from './annotation-preferences';

export type StudioDialog = 'keys' | 'settings' | 'history' | 'skip' | 'flag' | 'due';

/** What is open and how it is shown, apart from the comparison itself. */
export interface StudioView {
  preferences: AnnotationPreferences;
  differences: boolean;
  /** The guideline panel. */
  panel: boolean;
  due: GuidelineDue | null;
  show: (dialog: StudioDialog | null) => void;
  dialog: (name: StudioDialog) => OpenDialog;
  /** Does what a key asks for, where it is not about the comparison. */
  act: (command: AnnotationCommand) => void;
}

export function useStudioView(
  preferences: AnnotationPreferences,
  due: GuidelineDue | null,
  start: { hasGuideline: boolean; working: boolean },
): StudioView {
  const { hasGuideline } = start;
  // Who has nothing to label now need not read before they know why.
  const [open, setOpen] = useState<StudioDialog | null>(due && start.working ? 'due' : null);
  const [differences, setDifferences] = useState(false);
  const [panel, setPanel] = useState(false);
  const act = (command: AnnotationCommand) => {
    switch (command.kind) {
      case 'keys':
      case 'settings':
      case 'history':
        return setOpen(command.kind);
      case 'differences':
        return setDifferences((shown) => !shown);
      case 'scroll-together':
        return preferences.change({ scrollTogether: !preferences.settings.scrollTogether });
      case 'guideline':
        return setPanel((shown) => hasGuideline && !shown);
    }
  };
  return {
    ...{ preferences, differences, panel, due, act },
    show: setOpen,
    dialog: (name) => ({
      // What was due may have been read meanwhile.
      open: open === name && (name !== 'due' || due !== null),
      onOpenChange: (shown) => setOpen(shown ? name : null),
    }),
  };
}
