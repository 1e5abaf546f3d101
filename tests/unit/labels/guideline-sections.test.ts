import { describe, expect, it } from 'vitest';
import { guidelineSections } from '#lib/labels/guideline-sections';
import { GUIDELINE_V2 } from '#prisma/seed/demo/guidelines';

describe('the sections of a guideline that name tags', () => {
  it('reads the line below a heading, plain or emphasised, and leaves other sections out', () => {
    const body = [
      '# All of it',
      'Read both.',
      '## 1. Safety *(new)*',
      'Help as far as is sensible.',
      '*Tags: health, personal-finance.*',
      '### Code ##',
      '> **Tags:** `code`, snake_case_',
      '## Buttons',
      'Press one.',
    ].join('\r\n');
    expect(guidelineSections(body)).toEqual([
      { name: '1. Safety (new)', tags: ['health', 'personal-finance'] },
      { name: 'Code', tags: ['code', 'snake_case'] },
    ]);
  });

  it('takes nothing from before the first heading, from code, or from a line that only mentions tags', () => {
    expect(guidelineSections('Tags: health\n')).toEqual([]);
    expect(guidelineSections('# A\n```\n# B\nTags: b\n```\nTags are shown above.\n')).toEqual([]);
    expect(guidelineSections('# A\nTags: ,\n')).toEqual([]);
  });

  it('puts the tags of one heading together, each once', () => {
    expect(guidelineSections('# A\nTags: x, y\n# B\nTags: y\n# A\nTags: y, z\n')).toEqual([
      { name: 'A', tags: ['x', 'y', 'z'] },
      { name: 'B', tags: ['y'] },
    ]);
  });

  it('finds those of the demo', () => {
    expect(guidelineSections(GUIDELINE_V2).map(({ name }) => name)).toEqual([
      '3. Code, sums and facts',
      '5. Safety',
    ]);
  });
});
