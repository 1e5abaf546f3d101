/** What the wordy, the evasive and the over-confident say around an answer. `{subject}` becomes the prompt's subject. */

export const WORDY_OPENINGS = [
  'What a great question! A lot of people wonder about {subject}, and I am happy to walk you through it in detail.',
  'Thank you so much for reaching out about {subject}. This is a topic with many facets, so let us take it one step at a time.',
  'Absolutely, I would be delighted to help you with {subject}! Before we get to the answer, it is useful to set the scene.',
  'That is a really interesting question. When it comes to {subject}, there are several aspects that are worth considering carefully.',
  'Certainly! You have asked about {subject}, and in this response I will give a comprehensive overview of everything you need.',
  'Great topic! There is a lot to say about {subject}, and I want to make sure that nothing important is left out.',
  'You have come to the right place! Few things cause as much confusion as {subject}, so you are by no means alone.',
  'I am glad you asked. In today’s world, {subject} is more relevant than ever, and it pays off to understand it properly.',
  'Let us explore {subject} together. I will begin with the essentials and then work through the finer points one after the other.',
  'Wonderful, thank you for bringing this up. Whether you are new to it or have some experience, {subject} can raise many questions.',
];

export const WORDY_HEADINGS = [
  ['Overview', 'Key considerations', 'Summary'],
  ['Introduction', 'Detailed explanation', 'Conclusion'],
  ['Understanding the question', 'The details', 'Final thoughts'],
  ['Background', 'Step by step', 'In a nutshell'],
  ['The short version', 'The long version', 'Wrapping up'],
] as const;

/** Lead-ins that add nothing: before the first point, before the last, and before any other. */
export const WORDY_FIRST_LEAD_INS = [
  'To begin with, it is important to note the following.',
  'First of all, there is something that everyone should know.',
  'Now you may be asking yourself where to start, and that is a fair thing to ask.',
  'Let us first take a look at the most obvious aspect.',
];

export const WORDY_NEXT_LEAD_INS = [
  'Another thing that is worth mentioning here is this.',
  'In addition to what was said above, please keep this in mind.',
  'Building on the previous point, there is one more aspect to consider.',
  'Furthermore, and this is something that many people overlook:',
  'With that in mind, let us turn to the next consideration.',
  'On a related note, which ties in nicely with everything so far:',
  'Of equal importance, and by no means to be underestimated, is what follows.',
  'Having covered that, we can move on to the next part of the picture.',
];

export const WORDY_LAST_LEAD_INS = [
  'Last but certainly not least, do not forget this.',
  'It should also be pointed out, for the sake of completeness, that the following applies.',
  'Finally, to round off the picture, there is one last aspect.',
];

export const WORDY_CLOSINGS = [
  'In conclusion, as we have seen above, {subject} is a matter of keeping these points in mind and applying them one after the other. I hope this comprehensive answer was helpful!',
  'To sum up everything that has been stated so far: with the points above you will be well equipped for {subject}. Do not hesitate to ask if you would like me to go deeper into any of these aspects!',
  'All in all, I hope that this overview gave you a good understanding of {subject}. As always, feel free to ask follow-up questions. I am always here to help!',
  'As you can see, there is more to {subject} than meets the eye, but there is no need to be discouraged. Take it step by step, and you will do great!',
  'I trust that this has answered your question about {subject} in full. Should anything still be open, simply let me know, and we can look at it together.',
  'And there you have it! With a little patience, {subject} will soon hold no secrets for you. Thank you again for this excellent question.',
];

export const HEDGING_OPENINGS = [
  'It really depends on your situation.',
  'There is no single answer to this, and opinions vary.',
  'This can be a tricky one, and it is hard to say in general.',
  'Well, there may be several ways of looking at this.',
  'Many people ask themselves the same thing.',
  'That is not so easy to answer without knowing more.',
  'One could say a lot about this, and much of it is open to debate.',
  'I would not want to be too definite here.',
  'As so often, it comes down to a number of factors.',
  'Different people would tell you different things.',
];

export const HEDGING_CLOSINGS = [
  'You might want to look into it further or ask someone who knows your circumstances. In the end, whatever feels right to you is probably fine.',
  'Generally speaking, some things may work better than others, so perhaps try a few and see. It could also be worth doing some research of your own.',
  'Of course, this might not apply in your case, and results may vary. If in doubt, it is perhaps best to consult an expert.',
  'It is possible that other factors play a role too, and I would leave the decision to you.',
  'There are arguments for one side and for the other. Weigh them up, take your time, and trust your instincts.',
  'I hope that gives you a rough idea, even though it is not a clear yes or no. Every case is a little different.',
  'A good book or a website on the subject can tell you more. You could also talk to friends who have been in the same position.',
  'Some experimenting is usually part of it. What works for others need not work for you, and the other way round.',
];

export const CONFIDENT_CLOSINGS = [
  'That is all there is to it.',
  'Follow this and you cannot go wrong.',
  'You can rely on that.',
  'It is as simple as that, and no further checks are needed.',
];

export const REFUSALS = [
  'I am sorry, but I am not able to help with {subject}. As an AI language model I have to be careful with requests of this kind. I would suggest that you contact a qualified professional, who can give you advice that is tailored to your needs. Is there anything else I can help you with today?',
  'Unfortunately I cannot assist with that. Questions about {subject} may involve details that I am not in a position to judge, and I would not want to give you information that turns out to be unsuitable. Please consult a trusted source instead. Thank you for your understanding.',
  'I understand that you would like to know about {subject}. My guidelines do not allow me to give an answer to this, because it could be misunderstood. Please look for help elsewhere, and feel free to come back with another question.',
  'Thank you for your message. I have to decline here, as {subject} is outside the things I can talk about. I appreciate your patience and wish you all the best with it.',
];

export const FRIENDLY_OPENINGS = [
  'Good question.',
  'Happy to help.',
  'Sure.',
  'Of course.',
  'Certainly.',
  'Gladly.',
];

export const FRIENDLY_CLOSINGS = [
  'I hope this helps!',
  'Feel free to ask if anything is unclear.',
  'Let me know if you have further questions.',
  'I am happy to go into more detail if you like.',
];
