import { ask, code, type TopicMaterial } from '../material';

export const coding: TopicMaterial = {
  topic: 'coding',
  prompts: [
    {
      id: 'python-mean-by-key',
      turns: ask(
        'In Python, without pandas: I have a list of dicts like `{"country": "NO", "amount": 12.5}`. How do I get the mean amount per country?',
      ),
      subject: 'computing a mean per group in plain Python',
      core: 'Keep a running sum and a count per country and divide once at the end.',
      brief: `Collect the amounts per country, then average each list:

\`\`\`python
from collections import defaultdict
from statistics import mean

groups = defaultdict(list)
for row in rows:
    groups[row["country"]].append(row["amount"])
means = {country: mean(values) for country, values in groups.items()}
\`\`\``,
      example: code(
        'python',
        `from collections import defaultdict

def mean_by_country(rows):
    totals = defaultdict(lambda: [0.0, 0])
    for row in rows:
        total = totals[row["country"]]
        total[0] += row["amount"]
        total[1] += 1
    return {country: s / n for country, (s, n) in totals.items()}`,
      ),
      exampleIsAnswer: true,
      points: [
        'It reads the list once and stores two numbers per country, so it also works for a generator over a large file.',
        'No division by zero can happen, because a country only appears after its first row.',
        'If `amount` may be missing, skip those rows before the loop adds them, rather than counting them as zero.',
        'For exact money amounts use `decimal.Decimal` instead of floats.',
      ],
      caveat:
        'With two rows of 10 and 20 for NO and one of 5 for SE the result is `{"NO": 15.0, "SE": 5.0}`, an easy first test.',
      wrong: `Average as you go, one pair at a time:

${code(
  'python',
  `means = {}
for row in rows:
    c = row["country"]
    means[c] = (means.get(c, 0) + row["amount"]) / 2`,
)}

Because each new value is averaged with the mean so far, the result is the mean of all rows.`,
      vague:
        'Python offers several data structures for grouping, and you could probably use one of them here. Performance might matter too if there are many rows.',
      drift:
        'Dictionaries in Python keep their insertion order since version 3.7. You can merge two of them with the `|` operator, and `dict.get` lets you give a default for missing keys.',
    },
    {
      id: 'git-undo-commit',
      turns: ask(
        'I just committed to git but forgot a file and the message has a typo. Not pushed yet. How do I fix it?',
      ),
      subject: 'fixing the last git commit',
      core: 'Add the file and amend the commit; that replaces the last commit with a corrected one.',
      brief:
        'Run `git add forgotten-file.txt` and then `git commit --amend`. Your editor opens with the old message, so that you can correct the typo there.',
      example: code('bash', `git add forgotten-file.txt\ngit commit --amend -m "The corrected message"`),
      exampleIsAnswer: true,
      points: [
        'Leave out `-m` to edit the old message in your editor, or use `--no-edit` to keep it.',
        'Check the result with `git show --stat`, which lists the files of the new commit.',
        'Amending gives the commit a new hash, so do it only while nobody else has the old one.',
        'If something goes wrong, the old commit is still in `git reflog` and can be restored with `git reset --hard HEAD@{1}`.',
      ],
      related: [
        'List the files of a commit with `git show --stat`.',
        'Old commits stay in `git reflog` for some weeks.',
      ],
      caveat:
        'Had you pushed already, a second small commit would be the polite way, since amending would need a force push.',
      wrong: `Delete the commit and start over:

${code('bash', `git reset --hard HEAD~1`)}

This removes the commit but leaves all your changes in the working folder, so you can add everything again and commit.`,
      vague:
        'Git has many commands for changing history, and it is easy to get confused by them. You may want to be careful and perhaps make a backup first.',
      drift:
        'Good commit messages have a short first line in the imperative, then a blank line, then an explanation of why the change was made. Many teams also put a ticket number in front.',
    },
    {
      id: 'sql-find-duplicates',
      turns: ask(
        'How do I find customers with the same e-mail address in a SQL table `customers(id, name, email)`?',
      ),
      subject: 'finding duplicate e-mail addresses in SQL',
      core: 'Group by the address and keep the groups with more than one row.',
      brief: `\`\`\`sql
SELECT email, count(*)
FROM customers
GROUP BY email
HAVING count(*) > 1;
\`\`\`

Each row is an address that occurs more than once.`,
      example: code(
        'sql',
        `SELECT lower(email) AS email, count(*) AS copies, min(id) AS first_id
FROM customers
WHERE email IS NOT NULL
GROUP BY lower(email)
HAVING count(*) > 1
ORDER BY copies DESC;`,
      ),
      exampleIsAnswer: true,
      points: [
        '`HAVING` filters groups after counting; `WHERE` would run before there is a count.',
        '`lower()` makes `Ann@x.org` and `ann@x.org` the same, which is nearly always what you want.',
        'To see the full rows, join the result back to `customers` on the lower-cased address.',
        'Once the duplicates are gone, a unique index on `lower(email)` stops new ones.',
      ],
      caveat: 'Look at a few pairs before you delete anything: families and small firms share addresses.',
      wrong: `Use DISTINCT with a count in the WHERE clause:

${code('sql', `SELECT DISTINCT email FROM customers WHERE count(email) > 1;`)}

DISTINCT finds the repeated addresses and the WHERE keeps those that occur more than once.`,
      vague:
        'Duplicates are a common issue in databases, and different systems offer different features for it. Some kind of grouping or comparing will probably be needed.',
      drift:
        'SQL databases come in many flavours. PostgreSQL is open source and very complete, MySQL is popular for websites, and SQLite stores everything in one file on your phone.',
    },
    {
      id: 'javascript-debounce',
      turns: ask(
        'My search box sends a request on every key press. How can I slow that down in JavaScript?',
        'You can debounce the handler: wait until the user has stopped typing for a moment, then send one request.',
        'Please write me such a debounce function and show how to use it. No libraries.',
      ),
      subject: 'writing a debounce function in JavaScript',
      core: 'Start a timer at each call and cancel the one before; only the last call survives the pause.',
      brief: `\`\`\`js
let timer;
input.addEventListener('input', (event) => {
  clearTimeout(timer);
  timer = setTimeout(() => sendRequest(event.target.value), 300);
});
\`\`\`

Every key press cancels the timer before it, so only the last one sends a request.`,
      example: code(
        'js',
        `function debounce(fn, waitMs) {
  let timer;
  return function (...args) {
    clearTimeout(timer);
    timer = setTimeout(() => fn.apply(this, args), waitMs);
  };
}

const search = debounce((text) => sendRequest(text), 300);
input.addEventListener('input', (event) => search(event.target.value));`,
      ),
      exampleIsAnswer: true,
      points: [
        'The timer lives in the closure, so every debounced function has one of its own.',
        'Create the debounced function once, outside the handler; creating it in the handler would give each key press a fresh timer.',
        'About 300 ms feels instant to most people and still saves nearly all requests.',
        'Slow answers can arrive out of order, so cancel the previous request with an `AbortController` as well.',
      ],
      caveat:
        'To check it, log inside `sendRequest` and type a word quickly: there should be one line, not five.',
      wrong: `Wait before every request:

${code(
  'js',
  `input.addEventListener('input', (e) => {
  setTimeout(() => sendRequest(e.target.value), 300);
});`,
)}

Because each request now waits 300 ms, only the last key press leads to a request.`,
      vague:
        'Performance in the browser is a wide field, and sending fewer requests is generally a good idea. There are several patterns that developers use for this.',
      drift:
        'JavaScript was created in ten days in 1995. Today it runs in every browser and, through Node.js, on servers too. Arrow functions and promises have made it far more pleasant to write.',
    },
    {
      id: 'off-by-one',
      turns: ask(
        `This should print the last three items, but it prints only two. Why?

${code('python', `items = ["a", "b", "c", "d", "e"]\nprint(items[-3:-1])`)}`,
      ),
      subject: 'an off-by-one in a Python slice',
      core: 'The end of a slice is not included, so `-1` stops before the last item. Leave the end out: `items[-3:]`.',
      brief:
        'Write `items[-3:]`. The number after the colon is where the slice stops, and the item there is left out, so `-1` drops the last one.',
      example: code('python', `print(items[-3:-1])  # ['c', 'd']\nprint(items[-3:])    # ['c', 'd', 'e']`),
      points: [
        'A slice `start:stop` goes from `start` up to, but not including, `stop`; the same rule holds for `range`.',
        '`-1` as an index is the last item, but as a stop it means "up to just before the last item".',
        'If the list is shorter than three items, `items[-3:]` simply returns all of it and raises no error.',
        'For a variable count `n` guard against zero: `items[-0:]` is the whole list, not an empty one.',
      ],
      related: [
        'Slices never raise an `IndexError`, even when a bound lies outside the list.',
        'Lists are counted from zero, so the first item is `items[0]`.',
      ],
      caveat:
        'A way to remember it: the stop is where the scissors cut, and an empty stop means "no cut at the end".',
      wrong:
        'Negative indices in Python start at -0, so your slice is shifted by one. Write `items[-4:-1]` and you will get the last three items, because -4 is the third from the end.',
      vague:
        'Slicing can be confusing at first, and small mistakes with indices happen to everybody. You may need to experiment with the numbers until the output looks right.',
      drift:
        'Lists are one of four built-in collection types in Python, next to tuples, sets and dictionaries. A list comprehension such as `[x * 2 for x in items]` builds a new list in one line.',
    },
    {
      id: 'bash-rename',
      turns: ask('In bash, how do I rename all `.jpeg` files in a folder to `.jpg`?'),
      subject: 'renaming many files in bash',
      core: 'Loop over the files and cut the old ending off with parameter expansion.',
      brief: `\`\`\`bash
for f in *.jpeg; do mv -n -- "$f" "\${f%.jpeg}.jpg"; done
\`\`\`

The part in braces is the name without \`.jpeg\`.`,
      example: code('bash', `for file in ./*.jpeg; do\n  mv -n -- "$file" "\${file%.jpeg}.jpg"\ndone`),
      exampleIsAnswer: true,
      points: [
        'The `%.jpeg` inside the braces cuts that ending off the name; the variable itself stays as it is.',
        'The quotes keep names with spaces in one piece, and `-n` refuses to overwrite a file that exists.',
        'Put `echo` in front of `mv` for a dry run that only prints the commands.',
        'Add `shopt -s nullglob` before the loop if the folder may hold no such files.',
      ],
      related: ['Work in a copy of the folder first, so that nothing can be lost.'],
      caveat:
        'For subfolders as well, `find . -name "*.jpeg"` with the same expansion in a `while read` loop does the job.',
      wrong: `You can use wildcards on both sides:

${code('bash', `mv *.jpeg *.jpg`)}

The shell matches each file on the left with its new name on the right and renames them all in one go.`,
      vague:
        'Renaming files on the command line is possible in many ways. Depending on your system, some tools may or may not be installed, and the exact syntax can vary.',
      drift:
        'JPEG stands for Joint Photographic Experts Group. The three-letter ending .jpg comes from the days of DOS, when file endings could have no more than three letters. PNG is better for screenshots.',
    },
    {
      id: 'typescript-unknown',
      turns: ask(
        'What is the difference between `any` and `unknown` in TypeScript, and which should I use for parsed JSON?',
      ),
      subject: 'the difference between any and unknown',
      core: 'Both accept every value, but `any` switches type checking off while `unknown` makes you check before you use the value. For parsed JSON use `unknown`.',
      brief:
        'Use `unknown`. You can assign anything to either, but `unknown` forces a check before you touch the value, whereas `any` lets every mistake through.',
      example: code(
        'ts',
        `const data: unknown = JSON.parse(text);

if (typeof data === 'object' && data !== null && 'name' in data && typeof data.name === 'string') {
  console.log(data.name.toUpperCase()); // checked, so allowed
}`,
      ),
      points: [
        'With `any`, `data.nmae.toUpperCase()` compiles and fails while the program runs.',
        'With `unknown`, the compiler rejects every property access until a check has narrowed the type.',
        '`any` spreads: whatever you compute from it is `any` as well, often far from where it began.',
        'For larger shapes a schema library such as zod does the check and gives you the type in one step.',
      ],
      related: [
        'The type annotation goes after the name of the variable: `const data: any = JSON.parse(text)`.',
      ],
      caveat:
        'Note that `JSON.parse` is declared to return `any`, so the annotation on the left is what protects you.',
      wrong:
        'They are the same thing under two names; `unknown` is just the older spelling and is slower, because TypeScript checks it at run time. Use `any` for JSON, since it still validates the properties when the file is loaded.',
      vague:
        'TypeScript has a rich type system, and both types have their uses. Which one is preferable may come down to the code base and to the habits of the team.',
      drift:
        'TypeScript was released by Microsoft in 2012. It compiles to JavaScript, so it runs wherever JavaScript does. Interfaces and type aliases can often be used interchangeably.',
    },
    {
      id: 'binary-search-steps',
      turns: ask(
        'How many comparisons does binary search need at most for a sorted array of 1,000 items?',
        'Binary search halves the remaining range with each comparison, so the number grows with the logarithm of the length.',
        'OK, but what is the actual number, and what would it be for a million?',
      ),
      subject: 'counting the steps of a binary search',
      core: 'At most 10 for 1,000 items and 20 for 1,000,000. The formula is ⌊log₂ n⌋ + 1.',
      brief: '10 for a thousand and 20 for a million, since 2¹⁰ = 1,024 and 2²⁰ = 1,048,576.',
      example: `| n | log₂ n | comparisons at most |
| --- | --- | --- |
| 1,000 | 9.97 | 10 |
| 1,000,000 | 19.93 | 20 |`,
      points: [
        'Each comparison with the middle item throws away half of what is left: 1,000, 500, 250, … until one item remains.',
        'Since 2⁹ = 512 is too small and 2¹⁰ = 1,024 is enough, ten comparisons cover 1,000 items.',
        'A linear search would need up to 1,000 or 1,000,000 comparisons for the same arrays.',
        'Doubling the array costs just one more comparison.',
      ],
      related: ['The array has to be sorted first, or the search can miss an item that is there.'],
      caveat:
        'This counts one three-way comparison (less, equal, greater) per step; code that tests twice per step needs up to twice as many.',
      wrong:
        'For 1,000 items it takes at most 500 comparisons, because the array is split into two halves and you search one of them. For a million it is 500,000 by the same reasoning.',
      vague:
        'Binary search is known to be fast, and the exact number of steps may vary with the data and the implementation. For large arrays it will be somewhat more.',
      drift:
        'Sorting comes before searching. Quicksort and merge sort both need about n log n steps on average. Merge sort is stable, while quicksort uses less memory.',
    },
  ],
};
