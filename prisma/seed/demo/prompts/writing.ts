import { ask, type TopicMaterial } from '../material';

export const writing: TopicMaterial = {
  topic: 'writing',
  prompts: [
    {
      id: 'decline-invitation',
      turns: ask(
        'Write a short e-mail in which I decline a colleague’s wedding invitation. Warm, no made-up excuse.',
      ),
      subject: 'declining a wedding invitation',
      core: 'Here is a warm note without an excuse:',
      brief: `> Dear Hanna,
>
> thank you for the invitation, I was so pleased to get it. I won’t be able to come, but I wish you both a wonderful day. Show me the photos when you are back!
>
> Kim`,
      example: `> **Subject: Your wedding**
>
> Dear Hanna,
>
> thank you so much for inviting me. I was really happy that you thought of me. I am not able to come on the 14th, but I will be thinking of you both that day.
>
> I hope it is a wonderful celebration, and I would love to see the photos and hear all about it over lunch when you are back.
>
> Warmly,
> Kim`,
      exampleIsAnswer: true,
      points: [
        'It says no once and clearly, in the middle, so that there is nothing to negotiate.',
        'No reason is given, because a reason invites solutions.',
        'The lunch at the end shows that you care about the person and not only about the party.',
      ],
      caveat:
        'Send it soon, since they need to know the number of guests; a card later is a nice second step.',
      wrong:
        'Try this: "Hi, I got your invitation. I cannot come because my grandmother is very ill and I have to fly to Canada. Anyway, weddings are not really my thing. Who else is coming?" It is short and gives a reason that nobody will question.',
      related: ['Send it soon, because they have to plan the number of guests.'],
      vague:
        'Declining is a delicate matter, and the tone depends on how well you know each other. A few friendly words are usually appreciated.',
      drift:
        'Popular wedding presents are money, kitchen appliances and experiences. Guests should not wear white. Spring and early autumn are the most popular seasons for weddings.',
    },
    {
      id: 'shorten-paragraph',
      turns: ask(
        'Cut this to under 25 words without losing anything important: "Due to the fact that there has been a considerable increase in the number of visitors during the course of the summer months, we have made the decision to extend our opening hours until 8 p.m. on weekdays."',
      ),
      subject: 'shortening a wordy sentence',
      core: '"As visitor numbers rose considerably this summer, we now stay open until 8 p.m. on weekdays." (16 words)',
      brief: '"More visitors came this summer, so we now stay open until 8 p.m. on weekdays."',
      points: [
        '"Due to the fact that" becomes "as", and "during the course of the summer months" becomes "this summer".',
        '"Have made the decision to extend our opening hours" becomes "now stay open", a verb instead of a chain of nouns.',
        'All the facts are kept: why (more visitors), how much (considerably), what (8 p.m.) and when (weekdays).',
        'For a sign at the door even less will do: "New hours: weekdays until 8 p.m."',
      ],
      caveat:
        'If the old closing time matters to readers, add "instead of 6", which still keeps you under 25 words.',
      wrong:
        'Here you are: "Due to the fact that we had an increase of visitors during the summer months, we have decided to close at 8 a.m. on weekends and during the holidays from now on." That is crisp and keeps everything.',
      related: ['Read a shortened sentence aloud to hear whether it still flows.'],
      vague:
        'Sentences can usually be shortened by removing words that are not strictly needed. It depends a bit on the style you prefer.',
      drift:
        'Museums attract more visitors with evening events, workshops and audio guides. School groups often come in the mornings. A good café raises the time that people spend in the house.',
    },
    {
      id: 'cover-letter-opening',
      turns: ask(
        'I need an opening for a cover letter.',
        'Happy to help. Which job is it, and what makes you a good match?',
        'A nurse changing to software testing. I found 40 errors in our hospital’s medication software and helped to get them fixed. Three sentences, please.',
      ),
      subject: 'the opening of a cover letter',
      core: 'Here are three sentences that lead with what you did:',
      brief:
        '> As a nurse I found forty errors in our medication software, wrote them up so that the vendor could reproduce them, and saw to it that they were fixed. That was testing, although nobody called it so. I would like to do it for you full-time.',
      example: `> As a nurse I found forty errors in our hospital's medication software, wrote each one up so that the vendor could reproduce it, and stayed with it until it was fixed. I learned there that careful testing protects patients as surely as careful nursing does. I would like to bring that eye for what can go wrong to your testing team.`,
      exampleIsAnswer: true,
      points: [
        'It opens with the result and not with "I am writing to apply".',
        'The number forty makes it concrete, and "stayed with it until it was fixed" shows persistence.',
        'The change of career is presented as a straight line rather than an apology.',
      ],
      caveat:
        'Keep "so that the vendor could reproduce it" only if it is true; you will be asked about it in the interview.',
      wrong:
        'How about: "To whom it may concern. I am writing to apply for the position as a doctor in your hospital. Although I have no experience with computers, I am a hard-working team player and a fast learner with a passion for excellence." This is how all good letters begin.',
      related: ['Address the letter to a person if you can find a name.'],
      vague:
        'A cover letter should be engaging and reflect who you are. It is usually a good idea to mention some strengths and to stay positive.',
      drift:
        'A CV should not be longer than two pages. List your jobs in reverse order, newest first. Photos are common in Germany, but should be left out in Britain and the United States.',
    },
    {
      id: 'apology-late-order',
      turns: ask(
        'Write a message to a customer whose order arrives five days late because we mixed up the labels. We offer free return and 10 % back.',
      ),
      subject: 'an apology to a customer for a late order',
      core: 'You can send it like this:',
      brief: `> Dear Ms Okafor,
>
> we mixed up two labels, so your order comes on Friday, five days late. I am sorry. You get 10 % back today and can return it at our expense.
>
> Lena Marsh`,
      example: `> Dear Ms Okafor,
>
> your order will reach you on Friday, five days later than we promised. The fault is ours: we mixed up two shipping labels and noticed too late. I am sorry.
>
> We are refunding 10 % of the price today. If you no longer need the order, you can send it back at our expense; the label is attached.
>
> Since yesterday every parcel is scanned a second time before it leaves the house, so that this does not happen again.
>
> Lena Marsh, customer service`,
      exampleIsAnswer: true,
      points: [
        'The new date comes first, because that is what the customer wants to know.',
        'It names the cause in one clause and takes the blame without explaining it away.',
        'Both offers can be used at once, with nothing to ask for.',
      ],
      caveat:
        'Keep the sentence about the second scan only if you really do it, and fill in the date for each order.',
      wrong:
        'Write: "Dear customer, mistakes happen. Due to circumstances beyond our control and the enormous amount of work in our warehouse, your parcel is delayed indefinitely. Please note that according to our terms you are not entitled to anything." Customers respect a firm tone.',
      related: ['Use the customer’s name, not "Dear customer".'],
      vague:
        'It is good to apologise when something has gone wrong. Customers tend to appreciate honesty, and perhaps you could mention the offer as well.',
      drift:
        'Online shops can reduce returns with better photos and size charts. Paper tape is easier to recycle than plastic. Many customers choose a shop by its delivery times.',
    },
    {
      id: 'active-voice',
      turns: ask(
        'Please rewrite in the active voice: "The report was read by the board and a decision was made by them to close the plant, by which many workers were surprised."',
      ),
      subject: 'rewriting a passive sentence',
      core: '"The board read the report and decided to close the plant, which surprised many workers."',
      brief: '"The board read the report and decided to close the plant. Many workers were surprised."',
      points: [
        'Ask who does what: the board reads and decides, and the decision surprises the workers.',
        '"A decision was made by them" shrinks to one verb, "decided".',
        'Every fact is still there, in 15 words instead of 24.',
        'The passive is fine where the doer is unknown or unimportant: "The plant was built in 1962."',
      ],
      caveat:
        'If the workers are what your text is about, start with them: "Many workers were surprised when the board decided to close the plant."',
      wrong:
        '"The plant was closed and the report was being read by the board while a decision had been made, and many workers were surprised by it." The active voice always uses "was" or "had been", so this is now fully active.',
      related: ['Shorter sentences are usually easier to follow.'],
      vague:
        'The active voice is often recommended, although the passive has its place as well. It depends on the text and on what you want to stress.',
      drift:
        'English has twelve tenses if the progressive forms are counted. Irregular verbs such as "go, went, gone" have to be learned by heart. Adverbs often end in -ly.',
    },
    {
      id: 'blog-titles',
      turns: ask(
        'Suggest five titles for a blog post on repairing bicycles in winter. Under 60 characters, no clickbait.',
      ),
      subject: 'titles for a post on winter bicycle repair',
      core: 'Five titles, all under 60 characters:',
      brief: `1. Five bike repairs for cold days
2. Keeping your chain alive in winter
3. Your bike before the first frost
4. Salt, slush and brakes
5. How to change brake pads in winter`,
      example: `1. Five bike repairs you can do in a cold garage
2. How to keep your chain alive through winter
3. Winter bike care: what to fix before the first frost
4. Salt, slush and brakes: a repair guide for commuters
5. Replacing brake pads with cold hands, step by step`,
      exampleIsAnswer: true,
      points: [
        'Each one says what the reader will be able to do after reading it.',
        'The words "winter" or "cold" and a part of the bike help people to find the post through a search.',
        'Numbers 2 and 5 suit a post on a single repair, the others an overview.',
      ],
      caveat: 'Pick the one that matches what the text delivers: "five repairs" needs five.',
      wrong:
        'Here are three: "You will NOT believe what this man did to his bike!", "Summer cycling: ten secrets the industry hides from you and your whole family and all of your friends" and "Bikes". They are sure to get clicks.',
      related: ['Put the most important word near the beginning.'],
      vague:
        'A good title catches attention and fits the text. There are many possible directions for it, from factual to playful.',
      drift:
        'In winter you should lower the tyre pressure a little for more grip. Studded tyres help on ice. Good lights are compulsory, and a reflective vest costs only a few euros.',
    },
    {
      id: 'haiku-rain',
      turns: ask('Write a haiku on rain in the city, in the 5-7-5 form.'),
      subject: 'a haiku on rain in the city',
      core: 'Here it is:',
      brief: `> Grey street, a thousand
> umbrellas, and between them
> one child without one`,
      example: `> Rain on bus windows:
> every stop a blur of lights,
> someone's wet red shoes.`,
      exampleIsAnswer: true,
      points: [
        'The lines have five, seven and five syllables: "Rain on bus win-dows", "eve-ry stop a blur of lights", "some-one’s wet red shoes".',
        'It stays with one moment that can be seen, as haiku do, and leaves the feeling to the reader.',
        'The turn comes in the last line, from the blur of lights to one sharp detail.',
      ],
      caveat: 'If you would like it sadder or funnier, say so: the form leaves room for both.',
      wrong: `Here is one:

> The rain falls and falls on the big grey city today
> Rain
> I love the rain because it is so very wet and it makes me happy

It has five, seven and five words, which is how haiku are counted.`,
      related: ['Haiku traditionally contain a reference to a season.'],
      vague:
        'Haiku are a beautiful form, and rain is a lovely subject. One could write about the sound of the drops, or perhaps about umbrellas or puddles.',
      drift:
        'Haiku come from Japan, and Bashō, who lived in the 17th century, is the most famous haiku poet. Sonnets have fourteen lines, and limericks are humorous and rhyme aabba.',
    },
    {
      id: 'meeting-summary',
      turns: ask(
        'Turn these notes into a summary I can send to the team: "Anna: launch slips to 12 May, test lab booked till then. Budget ok. Ravi asks legal on cookie text by Fri. Open: who trains support?"',
      ),
      subject: 'turning notes into a meeting summary',
      core: 'Here is a summary that you can send as it stands:',
      brief:
        'Launch now 12 May (test lab), budget unchanged. Ravi: legal check of the cookie text by Friday. Still open: who trains support?',
      example: `> **Summary**
>
> - **Decided:** The launch moves to 12 May, because the test lab is booked until then (Anna). The budget stays as planned.
> - **To do:** Ravi asks the legal team about the cookie text by Friday.
> - **Open:** Who trains the support team? Suggestions by reply, please.`,
      exampleIsAnswer: true,
      points: [
        'Decisions, tasks and open questions are separated, so that everyone finds their part at a glance.',
        'Each task has a name and a date.',
        'The open question asks for a reply, or it would still be open next week.',
      ],
      caveat:
        'I read "test lab booked till then" as the reason for the delay; please check that with Anna before you send it.',
      wrong:
        'Here it is: "We had a great meeting. Ravi booked the test lab until Friday, the launch is on 12 March, legal trains support, and the budget was rejected. Anna is responsible for cookies." All the important points are in there.',
      related: ['Send a summary on the same day, while everyone remembers.'],
      vague:
        'Summaries should be clear and not too long. It is usually helpful to mention the most important things that were said and who was there.',
      drift:
        'Meetings are more productive with an agenda and a fixed end. Some teams meet standing up. On Fridays people are tired, so plan important decisions for the morning of another day.',
    },
  ],
};
