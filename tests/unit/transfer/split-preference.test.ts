import { describe, expect, it } from 'vitest';
import { splitPreference } from '#lib/transfer/split-preference';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });

describe('splitPreference on text', () => {
  it('takes an explicit prompt as it is', () => {
    expect(splitPreference({ prompt: 'The sky is', chosen: ' blue.', rejected: ' green.' })).toEqual({
      prompt: [user('The sky is')],
      chosen: ' blue.',
      rejected: ' green.',
    });
  });

  it('finds an implicit prompt in what is shared', () => {
    expect(splitPreference({ chosen: 'The sky is blue.', rejected: 'The sky is green.' })).toEqual({
      prompt: [user('The sky is')],
      chosen: ' blue.',
      rejected: ' green.',
    });
  });

  it('cuts at a word, never inside one', () => {
    expect(splitPreference({ chosen: 'The sky is blue', rejected: 'The sky is black' })).toMatchObject({
      prompt: [user('The sky is')],
      chosen: ' blue',
    });
  });

  it('leaves a response to each side when one is the beginning of the other', () => {
    expect(splitPreference({ chosen: 'It is blue', rejected: 'It is blue and wide' })).toMatchObject({
      prompt: [user('It is')],
      chosen: ' blue',
      rejected: ' blue and wide',
    });
  });

  it('has an empty prompt where nothing is shared', () => {
    expect(splitPreference({ chosen: 'Blue', rejected: 'Green' })).toEqual({
      prompt: [user('')],
      chosen: 'Blue',
      rejected: 'Green',
    });
  });

  it('never cuts a character of two code units', () => {
    const split = splitPreference({ chosen: 'Face: 😀', rejected: 'Face: 😁' });
    expect(split).toMatchObject({ chosen: ' 😀', rejected: ' 😁' });
  });

  it('reads transcripts as conversations up to the last shared turn of the assistant', () => {
    const shared = '\n\nHuman: Hi\n\nAssistant: Hello!\n\nHuman: Tell me: why?\n\nAssistant:';
    expect(splitPreference({ chosen: `${shared} I think so.`, rejected: `${shared} I do not.` })).toEqual({
      prompt: [user('Hi'), assistant('Hello!'), user('Tell me: why?')],
      chosen: 'I think so.',
      rejected: 'I do not.',
    });
  });

  it('refuses two equal responses', () => {
    expect(splitPreference({ chosen: 'Same', rejected: 'Same' })).toEqual([
      { field: 'rejected', reason: 'is the same as chosen' },
    ]);
  });
});

describe('splitPreference on messages', () => {
  it('takes an explicit prompt and one message each', () => {
    expect(
      splitPreference({ prompt: [user('q')], chosen: [assistant('a')], rejected: [assistant('b')] }),
    ).toEqual({ prompt: [user('q')], chosen: 'a', rejected: 'b' });
  });

  it('finds an implicit prompt in the shared turns', () => {
    const turns = [{ role: 'system' as const, content: 's' }, user('q'), assistant('x'), user('r')];
    expect(
      splitPreference({ chosen: [...turns, assistant('a')], rejected: [...turns, assistant('b')] }),
    ).toEqual({
      prompt: turns,
      chosen: 'a',
      rejected: 'b',
    });
  });

  it('knows a prompt that stands beside the lists and in them', () => {
    const chosen = [user('q'), assistant('a')];
    const rejected = [user('q'), assistant('b')];
    expect(splitPreference({ prompt: 'q', chosen, rejected })).toMatchObject({ prompt: [user('q')] });
    expect(splitPreference({ prompt: [user('q')], chosen, rejected })).toMatchObject({ prompt: [user('q')] });
  });

  it('refuses responses that are more than one message, and equal ones', () => {
    expect(
      splitPreference({
        chosen: [user('q'), assistant('a'), user('r')],
        rejected: [user('q'), assistant('b')],
      }),
    ).toMatchObject([{ field: 'chosen' }]);
    expect(
      splitPreference({ chosen: [user('q'), assistant('a')], rejected: [user('q'), assistant('a')] }),
    ).toEqual([{ field: 'rejected', reason: 'is the same as chosen' }]);
  });

  it('refuses one side as text and the other as messages, and names broken messages', () => {
    expect(splitPreference({ chosen: 'a', rejected: [assistant('b')] })).toMatchObject([
      { field: 'rejected' },
    ]);
    expect(
      splitPreference({ chosen: [{ role: 'gpt', content: 'a' }], rejected: [assistant('b')] }),
    ).toMatchObject([{ field: 'chosen[0].role' }]);
  });
});
