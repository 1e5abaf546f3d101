import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseAspect,
  chooseSide,
  draftProblem,
  EMPTY_DRAFT,
  placeOnScale,
  scalePosition,
  scalePositions,
  scaleWords,
  stepAspect,
  stepOnScale,
  toggleReason,
} from '#lib/labels/label-draft';
import { type LabelForm, readLabelForm } from '#lib/labels/label-form';

const form = (change: Partial<LabelForm> = {}): LabelForm => ({ ...readLabelForm({}), ...change });

describe('a label being filled in', () => {
  it('begins in the middle of the chosen side, and keeps its strength when the side is chosen again', () => {
    const chosen = chooseSide(EMPTY_DRAFT, 'A', form());
    expect(chosen).toMatchObject({ choice: 'A', strength: 2 });
    const stronger = stepOnScale(chosen, -1, form());
    expect(stronger.strength).toBe(3);
    expect(chooseSide(stronger, 'A', form())).toBe(stronger);
    expect(chooseSide(EMPTY_DRAFT, 'B', form({ strengthSteps: 2 })).strength).toBe(1);
    expect(chooseSide(EMPTY_DRAFT, 'B', form({ strengthSteps: 0 })).strength).toBeNull();
  });

  it('takes no choice that the project does not offer', () => {
    expect(chooseSide(EMPTY_DRAFT, 'CANT_JUDGE', form())).toBe(EMPTY_DRAFT);
    expect(stepOnScale(chooseSide(EMPTY_DRAFT, 'BOTH_BAD', form()), 1, form()).choice).toBe('B');
  });

  it('walks the whole scale from one end to the other and no further', () => {
    let draft = placeOnScale(EMPTY_DRAFT, -3, form());
    const seen = [scalePosition(draft)];
    for (let i = 0; i < 8; i++) {
      draft = stepOnScale(draft, 1, form());
      seen.push(scalePosition(draft));
    }
    expect(seen).toEqual([-3, -2, -1, 0, 1, 2, 3, 3, 3]);
  });

  it('has no middle where a tie is not offered', () => {
    const sharp = form({ choices: ['A', 'B'] });
    expect(scalePositions(sharp)).toEqual([-3, -2, -1, 1, 2, 3]);
    expect(stepOnScale(placeOnScale(EMPTY_DRAFT, -1, sharp), 1, sharp)).toMatchObject({
      choice: 'B',
      strength: 1,
    });
  });

  it('leans slightly with the first step from nowhere', () => {
    expect(stepOnScale(EMPTY_DRAFT, -1, form())).toMatchObject({ choice: 'A', strength: 1 });
    expect(stepOnScale(EMPTY_DRAFT, 1, form())).toMatchObject({ choice: 'B', strength: 1 });
  });

  it('always has a strength on a side and none elsewhere, after any presses', () => {
    const act = fc.oneof(
      fc.constantFrom('A' as const, 'B' as const, 'TIE' as const, 'BOTH_BAD' as const),
      fc.constantFrom(-1 as const, 1 as const),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.integer({ min: 1, max: 3 }), (acts, strengthSteps) => {
        const f = form({ strengthSteps });
        const draft = acts.reduce(
          (d, a) => (typeof a === 'number' ? stepOnScale(d, a, f) : chooseSide(d, a, f)),
          EMPTY_DRAFT,
        );
        const onSide = draft.choice === 'A' || draft.choice === 'B';
        expect(draft.strength !== null).toBe(onSide);
        if (onSide) expect(draft.strength).toBeLessThanOrEqual(strengthSteps);
      }),
    );
  });

  it('says what is missing, in a sentence', () => {
    const chosen = chooseSide(EMPTY_DRAFT, 'A', form());
    expect(draftProblem(EMPTY_DRAFT, form())).toBe('Choose a response first.');
    expect(draftProblem(chosen, form())).toBeNull();
    const strict = form({ rationale: 'required', rationaleMinimum: 20 });
    expect(draftProblem(chosen, strict)).toBe('Say why in 20 characters or more: 20 to go.');
    expect(draftProblem({ ...chosen, rationale: '  clearer  ' }, strict)).toContain('13 to go');
    expect(draftProblem({ ...chosen, rationale: 'clearer and complete' }, strict)).toBeNull();
    expect(draftProblem(chosen, form({ rationale: 'required' }))).toContain('1 to go');
    expect(draftProblem({ ...chosen, strength: 3 }, form({ strengthSteps: 2 }))).toContain('not offered');
  });

  it('ticks and unticks reasons in the order they were given', () => {
    const both = toggleReason(toggleReason(EMPTY_DRAFT, 'Safer'), 'Clearer');
    expect(both.reasons).toEqual(['Safer', 'Clearer']);
    expect(toggleReason(both, 'Safer').reasons).toEqual(['Clearer']);
  });

  it('puts a place on the scale into words', () => {
    expect([-3, -1, 0, 2].map((p) => scaleWords(p, 3))).toEqual([
      'A is much better',
      'A is slightly better',
      'Tie',
      'B is better',
    ]);
    expect(scaleWords(2, 2)).toBe('B is much better');
    expect(scaleWords(-1, 1)).toBe('A is better');
  });
});

describe('aspects', () => {
  const asked = form({
    aspects: [
      { id: 'help', name: 'Helpfulness', required: true },
      { id: 'honest', name: 'Honesty', required: false },
    ],
  });

  it('are stepped from nothing to the side that was pressed, then through the tie to the other, and no further', () => {
    let draft = stepAspect(EMPTY_DRAFT, 'help', -1);
    expect(draft.aspects).toEqual({ help: 'A' });
    expect(stepAspect(draft, 'help', -1)).toBe(draft);
    draft = stepAspect(draft, 'help', 1);
    expect(draft.aspects).toEqual({ help: 'TIE' });
    draft = stepAspect(stepAspect(draft, 'help', 1), 'help', 1);
    expect(draft.aspects).toEqual({ help: 'B' });
    expect(stepAspect(EMPTY_DRAFT, 'honest', 1).aspects).toEqual({ honest: 'B' });
  });

  it('are chosen one by one, and taken away by choosing them again', () => {
    const chosen = chooseAspect(chooseAspect(EMPTY_DRAFT, 'help', 'A'), 'honest', 'TIE');
    expect(chosen.aspects).toEqual({ help: 'A', honest: 'TIE' });
    expect(chooseAspect(chosen, 'help', 'B').aspects).toEqual({ help: 'B', honest: 'TIE' });
    expect(chooseAspect(chosen, 'help', 'A').aspects).toEqual({ honest: 'TIE' });
  });

  it('are asked for where they are required, except of who cannot judge', () => {
    const chosen = chooseSide(EMPTY_DRAFT, 'A', asked);
    expect(draftProblem(chosen, asked)).toBe('Choose for “Helpfulness”, too.');
    expect(draftProblem(chooseAspect(chosen, 'help', 'TIE'), asked)).toBeNull();
    const all = { ...asked, choices: [...asked.choices, 'CANT_JUDGE' as const] };
    expect(draftProblem(chooseSide(EMPTY_DRAFT, 'CANT_JUDGE', all), all)).toBeNull();
  });
});

it('a required reason is asked for, as long as there are reasons', () => {
  const asked = form({ reasonRequired: true });
  const chosen = chooseSide(EMPTY_DRAFT, 'A', asked);
  expect(draftProblem(chosen, asked)).toBe('Choose at least one reason.');
  expect(draftProblem(toggleReason(chosen, 'Clearer'), asked)).toBeNull();
  expect(draftProblem(chosen, { ...asked, reasons: [] })).toBeNull();
});
