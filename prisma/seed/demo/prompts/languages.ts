import { ask, type TopicMaterial } from '../material';

export const languages: TopicMaterial = {
  topic: 'language-learning',
  prompts: [
    {
      id: 'por-para',
      turns: ask('I keep mixing up "por" and "para" in Spanish. Is there a rule I can remember?'),
      subject: 'choosing between por and para',
      core: 'Think of **para** as an arrow to a goal and of **por** as the reason or the way. Para looks forward (for whom, what for, by when), por looks back or along (because of, through, in exchange for).',
      brief:
        'Para points to a goal (person, purpose, deadline), por to a reason, a route or an exchange. "Para ti" is for you to have; "por ti" is because of you.',
      example: `| para: the goal | por: the reason or the way |
| --- | --- |
| El regalo es para ti. (for you) | Gracias por el regalo. (for, because of) |
| Estudio para aprender. (in order to) | Paseamos por el parque. (through) |
| Para el lunes. (deadline) | Por la mañana. (in the morning) |`,
      points: [
        'Before a verb, "in order to" is always para: "Trabajo para vivir".',
        'Prices and exchanges take por: "Pagué diez euros por el libro".',
        'How long something lasts can take por, a deadline takes para: "por dos días", "para el viernes".',
        'Some pairs you learn as they are: por favor, por fin, para siempre.',
      ],
      caveat:
        'Test yourself with "Lo hago por ti" (because of you, for your sake) and "Lo hago para ti" (it is for you): both are right, and they mean different things.',
      wrong:
        'They mean exactly the same, and you choose by sound: por comes before vowels and para before consonants. So it is "por ella" but "para mí", just as with "a" and "an" in English.',
      related: ['Some expressions you simply learn as they are, such as por favor.'],
      vague:
        'Both words can often be translated as "for", which makes them confusing. With time and practice you may develop a feeling for them.',
      drift:
        'Spanish is spoken by about 500 million people. In Argentina "vos" is used in place of "tú". The letter ñ came from a double n that scribes abbreviated in the Middle Ages.',
    },
    {
      id: 'german-articles',
      turns: ask(
        'Is there any logic to der, die and das in German, or do I have to learn every word by heart?',
      ),
      subject: 'der, die and das in German',
      core: 'Learn each noun with its article, but the **ending** tells you the gender of a large share of nouns almost without exception.',
      brief:
        'Look at the ending: -ung, -heit, -keit and -tion are die, -chen and -lein are das, -ling and -ismus are der. Everything else is best learnt together with its article.',
      example: `| Article | Endings | Examples |
| --- | --- | --- |
| die | -ung, -heit, -keit, -schaft, -tion | die Zeitung, die Freiheit |
| das | -chen, -lein, -ment | das Mädchen, das Instrument |
| der | -ling, -ismus, -or | der Frühling, der Motor |`,
      points: [
        'Days, months and seasons are masculine: der Montag, der Mai, der Sommer.',
        'A compound takes the gender of its last part: der Tisch, so der Küchentisch.',
        'Most two-syllable nouns in -e are feminine (die Lampe), apart from male beings and a few others (der Junge, der Käse).',
        'Write new words in three colours, one for each article; the picture helps more than the rule.',
      ],
      caveat:
        'Gender is about the word and not the thing: das Mädchen (the girl) is neuter because of -chen.',
      wrong:
        'It follows the meaning: all things without life are das, all women and animals are die and all men and plants are der. So it is das Tisch, die Hund and der Lampe. There are no exceptions to this.',
      related: ['Write new words in three colours, one for each article.'],
      vague:
        'German grammar has a reputation for being difficult. Some learners look for rules and others rely on their feeling, and both can work.',
      drift:
        'German is known for long words such as Donaudampfschifffahrt. Nouns are written with a capital letter. In Switzerland ss is used instead of ß.',
    },
    {
      id: 'since-for',
      turns: ask('"I live here since 2019" was marked wrong. What should it be, and when do I use "for"?'),
      subject: 'since and for with the present perfect',
      core: 'It should be "I **have lived** here **since** 2019." Something that began in the past and still goes on takes the present perfect. *Since* names the starting point, *for* the length.',
      brief: '"I have lived here since 2019." Since + when it began, for + how long: "for seven years".',
      points: [
        'Starting point: since 2019, since Monday, since I was a child.',
        'Length of time: for seven years, for two days, for ages.',
        '"I have been living here since 2019" is just as good and sounds a bit more temporary.',
        'If it is over, use the past: "I lived there for two years."',
      ],
      caveat:
        'Many languages use the present here (German "ich wohne seit …", French "j’habite depuis …"), which is why the mistake is so common.',
      wrong:
        'It should be "I am living here for 2019". Use "for" with years and dates and "since" with lengths of time, as in "since seven years". The present tense is right, because you still live there.',
      related: ['Write three sentences about your own life to practise it.'],
      vague:
        'English tenses are tricky, and even native speakers do not always agree. It could depend on what you would like to express.',
      drift:
        'British and American English differ in spelling: colour and color, centre and center. A lift is an elevator, and a flat is an apartment. Biscuits are cookies, more or less.',
    },
    {
      id: 'false-friends-french',
      turns: ask('Give me six French–English false friends that get learners into trouble. A table, please.'),
      subject: 'French and English false friends',
      core: 'Six that cause real misunderstandings:',
      brief:
        'actuellement = currently, éventuellement = possibly, librairie = bookshop, sensible = sensitive, assister à = to attend, location = renting.',
      example: `| French | means | not | which is |
| --- | --- | --- | --- |
| actuellement | currently | actually | en fait |
| éventuellement | possibly | eventually | finalement |
| la librairie | bookshop | library | la bibliothèque |
| sensible | sensitive | sensible | raisonnable |
| assister à | to attend | to assist | aider |
| la location | renting | location | l'emplacement |`,
      exampleIsAnswer: true,
      points: [
        '"Éventuellement" is the risky one at work: "Je viendrai éventuellement" means "I might come", not "I will come in the end".',
        '"Je suis sensible" says that you are easily moved, not that you make good decisions.',
        'Learn each one in a short sentence of your own rather than as a pair of words.',
      ],
      caveat:
        'One more that raises a smile: "un préservatif" is a condom, and what keeps food fresh is "un conservateur".',
      wrong:
        'Here are some: table and table, orange and orange, train and train. French and English words that look alike always mean the same, so in truth there are hardly any false friends to worry about.',
      related: ['Learn each one in a short sentence of your own.'],
      vague:
        'There are a number of words that look similar in both languages. Some mean the same and some do not, so it is good to be careful.',
      drift:
        'French was the language of the English court for about three hundred years. That is why beef comes from bœuf, while cow is an old English word. The accents came later.',
    },
    {
      id: 'wa-ga',
      turns: ask(
        'I am a beginner in Japanese. What is the difference between は and が?',
        'In short: は marks the topic, what the sentence is about; が marks the subject, often as new information.',
        'That is too abstract for me. Can you show it with two or three example sentences?',
      ),
      subject: 'the particles は and が',
      core: 'Look at which question each sentence answers. は answers "What about X?", が answers "Who or what is it?".',
      brief:
        'たなか**は**がくせいです tells you something about Tanaka: he is a student. たなか**が**がくせいです answers who the student is: Tanaka. は for the known topic, が for the new one.',
      example: `1. たなか**は**がくせいです。 *Tanaka wa gakusei desu.* As for Tanaka: he is a student. (What about Tanaka?)
2. たなか**が**がくせいです。 *Tanaka ga gakusei desu.* Tanaka is the one who is a student. (Who is the student?)
3. ねこ**が**います。 *Neko ga imasu.* There is a cat. (New: you did not know of it before.)`,
      exampleIsAnswer: true,
      points: [
        'In sentence 1 the news comes after は, in sentence 2 it stands before が.',
        'Question words take が: だれがきましたか (who came?), and so does the answer.',
        'Likes and skills take が for the thing: すしがすきです (I like sushi).',
        'は can also set two things against each other: "I eat fish, but meat (は) I do not."',
      ],
      caveat: 'は is written ha, but pronounced wa when it is a particle.',
      wrong:
        'は is used for men and が for women. So you say たなかは for Mr Tanaka and たなかが for Ms Tanaka. For animals and things either of them may be used, and the meaning is always the same.',
      related: ['は is written ha, but pronounced wa when it is a particle.'],
      vague:
        'Particles are among the harder parts of Japanese. They express subtle things, and it may take a while until you get a sense for them.',
      drift:
        'Japanese uses three scripts: hiragana, katakana and kanji. Children learn about two thousand kanji at school. Katakana are used for foreign words such as コーヒー, coffee.',
    },
    {
      id: 'tu-vous',
      turns: ask('When do I say "tu" and when "vous" in France? I start a job in Lyon next month.'),
      subject: 'tu and vous at work in France',
      core: 'Start with **vous** with everyone at work and switch to **tu** when someone offers it or simply uses it with you. In many teams that happens on the first day.',
      brief:
        'Vous to begin with, tu as soon as they say it to you. With customers and strangers stay with vous.',
      points: [
        'Colleagues of your own level often say tu at once; with customers, older people and in shops, vous stays.',
        'The older or senior person usually offers it: "On peut se tutoyer ?"',
        'Listen for a day to how the others address the boss, and do the same.',
        'Vous is also the plural, so a group of friends is vous as well.',
      ],
      caveat: 'If you slip, say "Pardon, vous" and go on; nobody takes offence with someone who is learning.',
      wrong:
        'Always say tu. Vous has been out of use in France since the Revolution and sounds insulting to most people. Only with small children and with dogs do you say vous, as a joke.',
      related: ['In Lyon people greet each other with "Bonjour" when they enter a shop.'],
      vague:
        'Politeness is important in France, as it is everywhere. The choice may depend on the company, the people and the situation.',
      drift:
        'Lyon is famous for its cooking and its small restaurants, the bouchons. In December the city lights up for the Fête des Lumières. Hidden passages, the traboules, lead through the old town.',
    },
    {
      id: 'spaced-repetition',
      turns: ask(
        'I forget new vocabulary within days. How should I plan repetitions for 20 new words a day?',
      ),
      subject: 'repeating vocabulary at growing intervals',
      core: 'Repeat each word at growing intervals, for instance after 1, 3, 7, 14 and 30 days, and test yourself instead of rereading.',
      brief:
        'Test yourself after 1, 3, 7, 14 and 30 days. What you got wrong starts again at day 1. An app like Anki keeps track of it.',
      points: [
        'Cover the answer and say it aloud before you look; the effort of recalling is what makes it stick.',
        'A word you miss goes back to day 1, while one you know moves on to the next interval.',
        'With 20 new words a day, expect about 100 reviews a day after a month, some 15 to 20 minutes; an app such as Anki does the planning.',
        'Learn words in short sentences with a picture or a memory of your own.',
      ],
      caveat:
        'If reviews pile up, learn no new words for three days rather than skip the reviews. For most people ten new words a day last longer than twenty.',
      wrong:
        'Read the list of 20 words fifty times on the same evening and never look at it again. Repeating on later days confuses the brain, and testing yourself should be avoided, since mistakes get stuck.',
      related: ['Learn words in short sentences.'],
      vague:
        'Memory works differently for everyone. Some people learn by hearing and others by seeing, so you could try a few methods.',
      drift:
        'Films in the original language with subtitles are a pleasant way to learn. Language exchanges online bring together two people who teach each other. Children learn accents more easily.',
    },
    {
      id: 'correct-my-email',
      turns: ask(
        'Please correct my English and explain the mistakes: "Dear Mr. Novak, I am writing you because I didn’t became the informations yet. Can you please send me it until Friday? I look forward to hear from you."',
      ),
      subject: 'correcting an e-mail in English',
      core: 'Here is the corrected version:',
      brief: `> Dear Mr Novak,
>
> I am writing to you because I have not received the information yet. Could you please send it to me by Friday? I look forward to hearing from you.

The main mistakes: "became" for "received", the plural of "information", "until" for "by".`,
      example: `> Dear Mr Novak,
>
> I am writing to you because I **have not received** the **information** yet. Could you please send **it to me by** Friday? I look forward to **hearing** from you.`,
      exampleIsAnswer: true,
      points: [
        '"Became" means "turned into"; you want "receive", and with "yet" the present perfect: "have not received".',
        '"Information" has no plural in English, hence "it" and not "them".',
        '"By Friday" is a deadline; "until Friday" would mean that he goes on sending it up to then.',
        '"Look forward to" is followed by the -ing form, and "send it to me" is the usual order.',
      ],
      caveat: '"Could you" is a little more polite than "can you"; the rest of your e-mail was fine in tone.',
      wrong:
        'Corrected: "Dear Mr. Novak, I am writing you because I did not became the informations until now. Can you please send me them until Friday? I look forward to hear you." You only forgot the plural: "it" has to be "them".',
      related: ['Read an e-mail aloud before you send it.'],
      vague:
        'Your e-mail is understandable, which is the main thing. There are some small points that one might put differently, depending on the style.',
      drift:
        'Business e-mails should have a clear subject line. "Best regards" is a safe closing, while "Cheers" is informal. Avoid capitals, since they look as if you were shouting.',
    },
  ],
};
