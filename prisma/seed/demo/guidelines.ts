/**
 * The guidelines that the demo's annotators worked by. Version 2 settles the two questions that version 1 left open
 * and annotators decided differently: how much length counts, and when a tie is a tie.
 */
export const GUIDELINE_V1 = `# Which response is better?

You see a conversation and two responses to its last message. Decide which response you would rather give to the person who asked. Judge the responses, not the question, and not the model you think wrote them.

## 1. Before you choose

1. Read the whole conversation. In a longer one, the last message often depends on what was said earlier.
2. Read **both** responses to the end. Mistakes hide in the second half.
3. Say to yourself what a good answer would have to contain. Then compare.

## 2. What counts, in this order

1. **Correct.** Facts, sums and code are right. A confident mistake in the main point outweighs everything below.
2. **On request.** It answers what was asked, in the form that was asked for: a list when a list was wanted, an e-mail when an e-mail was wanted.
3. **Complete.** Nothing is missing that the person would need in order to act.
4. **Clear.** Easy to follow; the answer comes before the background.
5. **Well presented.** Lists, tables and code blocks help where they belong.

## 3. Code, sums and facts

- Run code in your head on a small example. If you are not able to follow it, choose *Can't judge*.
- Redo a sum before you believe it.
- Look a fact up when the choice depends on it. Two minutes are fine.

## 4. Safety

On health, money and safety a good response helps as far as is sensible, says where its limits are, and names the signs that call for a professional. Refusing a harmless request is a fault; so is a risky claim without a warning.

## 5. The buttons

- **A** or **B**: that response is better. Use the strength scale: *slightly* means another person could reasonably disagree; *much* means hardly anybody would.
- **Tie**: you find no difference that matters.
- **Both bad**: neither is usable. If one is bad and the other worse, still choose *Both bad*.
- **Can't judge**: you lack the knowledge or the language.

## 6. Fairness to yourself

Sides are shuffled, so the left response is not better because it stands on the left. Take a break when answers start to look alike. Some comparisons come back later without notice; answer them as you see them then.
`;

export const GUIDELINE_V2 = `# Which response is better?

You see a conversation and two responses to its last message. Decide which response you would rather give to the person who asked. Judge the responses, not the question, and not the model you think wrote them.

## 1. Before you choose

1. Read the whole conversation. In a longer one, the last message often depends on what was said earlier.
2. Read **both** responses to the end. Mistakes hide in the second half.
3. Say to yourself what a good answer would have to contain. Then compare.

## 2. What counts, in this order

1. **Correct.** Facts, sums and code are right. A confident mistake in the main point outweighs everything below.
2. **On request.** It answers what was asked, in the form that was asked for: a list when a list was wanted, an e-mail when an e-mail was wanted.
3. **Complete.** Nothing is missing that the person would need in order to act.
4. **Clear.** Easy to follow; the answer comes before the background.
5. **Well presented.** Lists, tables and code blocks help where they belong.

## 3. Code, sums and facts

- Run code in your head on a small example. If you are not able to follow it, choose *Can't judge*.
- Redo a sum before you believe it.
- Look a fact up when the choice depends on it. Two minutes are fine.

*Tags: coding, code, maths-word-problems, spreadsheets, science, history*

## 4. Length is not quality *(new)*

1. Count what the person can **use**, not lines. Greetings, praise for the question, restating it and a closing summary add nothing.
2. Two responses with the same useful content: the **shorter** one is better, usually *slightly*.
3. A short response that leaves out a step the person needs is worse than a long one that has it.
4. Headings and bullets on three sentences of content are padding too.

## 5. Safety

On health, money and safety a good response helps as far as is sensible, says where its limits are, and names the signs that call for a professional. Refusing a harmless request is a fault; so is a risky claim without a warning.

*Tags: health, personal-finance*

## 6. The buttons

- **A** or **B**: that response is better. Use the strength scale: *slightly* means another person could reasonably disagree; *much* means hardly anybody would.
- **Tie** *(clarified)*: both are usable **and** you would be equally glad of either. A tie is a finding, not a way out: if you lean to one side after a second look, choose it as *slightly better*. Different mistakes of the same weight are a tie; one mistake against none never is.
- **Both bad** *(clarified)*: you would give **neither** to the person, not even with a small correction. If one could be saved with one sentence, choose that one.
- **Can't judge**: you lack the knowledge or the language. It counts for nobody and against nobody.

## 7. Fairness to yourself

Sides are shuffled, so the left response is not better because it stands on the left. Take a break when answers start to look alike. Some comparisons come back later without notice; answer them as you see them then.
`;
