/** What the wordy, the evasive and the over-confident say around an answer. `{subject}` becomes the prompt's subject. */

export const WORDY_OPENINGS = [
  'What a great question! A lot of people wonder about {subject}, and I am happy to walk you through it in detail.',
  'Thank you so much for reaching out about {subject}. This is a topic with many facets, so let us take it one step at a time.',
  'Absolutely, I would be delighted to help you with {subject}! Before we get to the answer, it is useful to set the scene.',
  'That is a really interesting question. When it comes to {subject}, there are several aspects that are worth considering carefully.',
  'Certainly! You have asked about {subject}, and in this response I will give a comprehensive overview of everything you need.',
  'Great topic! There is a lot to say about {subject}, and I want to make sure that nothing important is left out.',
];

export const WORDY_HEADINGS = [
  ['Overview', 'Key considerations', 'Summary'],
  ['Introduction', 'Detailed explanation', 'Conclusion'],
  ['Understanding the question', 'The details', 'Final thoughts'],
] as const;

/** Lead-ins that add nothing before a point. */
export const WORDY_LEAD_INS = [
  'To begin with, it is important to note the following.',
  'Another thing that is worth mentioning here is this.',
  'In addition to what was said above, please keep this in mind.',
  'Building on the previous point, there is one more aspect to consider.',
  'It should also be pointed out, for the sake of completeness, that the following applies.',
  'Last but certainly not least, do not forget this.',
  'Furthermore, and this is something that many people overlook:',
  'With that in mind, let us turn to the next consideration.',
];

export const WORDY_CLOSINGS = [
  'In conclusion, as we have seen above, {subject} is a matter of keeping these points in mind and applying them one after the other. I hope this comprehensive answer was helpful! Please feel free to reach out with any further questions.',
  'To sum up everything that has been stated so far: by following the points above you will be well equipped for {subject}. Do not hesitate to ask if you would like me to go deeper into any of these aspects!',
  'All in all, I hope that this overview gave you a good understanding of {subject}. As always, feel free to ask follow-up questions. I am always here to help!',
];

export const HEDGING_OPENINGS = [
  'It really depends on your situation.',
  'There is no single answer to this, and opinions vary.',
  'This can be a tricky one, and it is hard to say in general.',
  'Well, there may be several ways of looking at this.',
];

export const HEDGING_CLOSINGS = [
  'You might want to look into it further or ask someone who knows your circumstances. In the end, whatever feels right to you is probably fine.',
  'Generally speaking, some things may work better than others, so perhaps try a few and see. It could also be worth doing some research of your own.',
  'Of course, this might not apply in your case, and results may vary. If in doubt, it is perhaps best to consult an expert.',
  'It is possible that other factors play a role too, so I would not want to say anything too definite here.',
];

export const CONFIDENT_CLOSINGS = [
  'That is all there is to it.',
  'Follow this and you cannot go wrong.',
  'This always works.',
  'It is as simple as that, and no further checks are needed.',
];

export const REFUSALS = [
  'I am sorry, but I am not able to help with {subject}. As an AI language model I have to be careful with requests of this kind. I would suggest that you contact a qualified professional, who can give you advice that is tailored to your needs. Is there anything else I can help you with today?',
  'Unfortunately I cannot assist with that. Questions about {subject} may involve details that I am not in a position to judge, and I would not want to give you information that turns out to be unsuitable. Please consult a trusted source instead. Thank you for your understanding.',
];

export const DRIFT_OPENINGS = [
  'Good question.',
  'Here is some information that may interest you.',
  'Let me tell you something related.',
];
