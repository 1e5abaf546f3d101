import { ask, type TopicMaterial } from '../material';

export const history: TopicMaterial = {
  topic: 'history',
  prompts: [
    {
      id: 'rosetta-stone',
      turns: ask('Why was the Rosetta Stone so important?'),
      subject: 'the importance of the Rosetta Stone',
      core: 'It carries the same decree in three scripts, hieroglyphs, Demotic and Greek. Since scholars could read the Greek, it became the key to hieroglyphs, which nobody had understood for about 1,400 years.',
      brief:
        'It says the same thing in Greek and in Egyptian, in two Egyptian scripts. That is how Champollion could decipher hieroglyphs in 1822.',
      points: [
        'French soldiers found it in 1799 near Rosetta (Rashid) in the Nile delta.',
        'Thomas Young worked out that the oval frames hold royal names such as Ptolemy.',
        'Jean-François Champollion announced the solution in 1822: the signs stand partly for sounds and partly for words.',
        'With that, thousands of inscriptions and papyri could be read, and Egypt’s history was told by Egyptians again.',
      ],
      caveat:
        'The text itself is dull, a priestly decree of 196 BC in honour of the young king. It is the repetition that made it precious.',
      wrong:
        'It is the oldest stone with writing and contains the laws of the Pharaoh Tutankhamun, which Howard Carter found in his tomb in 1922. It was important because of the gold it was covered with.',
      related: ['It is one of the most visited objects in the British Museum.'],
      vague:
        'The Rosetta Stone is a famous object, and many people have studied it. It says something about the past, and its importance can be seen in different ways.',
      drift:
        'The pyramids of Giza were built about 4,500 years ago. The largest one consists of over two million blocks. Cats were sacred in ancient Egypt and were sometimes mummified.',
    },
    {
      id: 'printing-press',
      turns: ask('What did Gutenberg invent? Printing existed in China long before him.'),
      subject: 'Gutenberg’s invention',
      core: 'You are right about China. What Gutenberg brought together in Mainz around 1450 was a **system**: metal type cast quickly in a reusable mould, an oil-based ink that sticks to metal, and a press adapted from the wine press.',
      brief:
        'Not printing as such, but metal letters that could be cast quickly and used again, together with the right ink and a press. Movable type existed in China and Korea before.',
      points: [
        'In China, woodblock printing was common by the 9th century, and Bi Sheng made movable type of baked clay around 1040.',
        'Korea printed a book with movable metal type, the Jikji, in 1377.',
        'The hand mould was decisive: it cast thousands of identical letters that could be set, taken apart and used again.',
        'An alphabet of a few dozen letters suited the method, and by 1500 Europe had printed millions of books.',
      ],
      caveat:
        'We know few details, because he left no description; much of it has been worked out from his Bible and from court records.',
      wrong:
        'Gutenberg invented paper, ink and the alphabet in 1350 and printed the first newspaper on a steam press. The Chinese learned about printing from Portuguese sailors about a hundred years later.',
      related: ['Around fifty copies of his Bible survive in whole or in part.'],
      vague:
        'Printing was an important development, and several cultures contributed something to it. Who invented what is often a matter of debate.',
      drift:
        'Libraries in the Middle Ages chained their books to the desks. Parchment is made of animal skin, and a large Bible needed the skins of more than a hundred calves.',
    },
    {
      id: 'black-death-wages',
      turns: ask(
        'I am writing a school essay about the Black Death.',
        'Which side of it interests you: the illness, the way it spread, or what it did to society?',
        'Society. Why did wages rise afterwards in England, and what did the rulers do about it?',
      ),
      subject: 'wages after the Black Death',
      core: 'So many people died, around 40 to 50 per cent in England in 1348 and 1349, that workers became scarce and could ask for more. The rulers tried to forbid it by law, with little success.',
      brief:
        'Nearly half of the population had died, so labour was scarce. In 1349 and 1351 the king and Parliament froze wages by law, but it could not be enforced.',
      points: [
        'Land and tools were still there, but there were far fewer hands, so lords competed for labourers.',
        'The Ordinance of Labourers (1349) and the Statute of Labourers (1351) fixed wages at the level before the plague and punished those who asked for more.',
        'Courts fined thousands of people, yet wages went on rising, because employers broke the law as well.',
        'Anger over such laws and over the poll tax fed the Peasants’ Revolt of 1381; serfdom faded out over the next century.',
      ],
      caveat:
        'For your essay: prices rose at first too, so workers were clearly better off only from the 1370s on. That nuance will impress your teacher.',
      wrong:
        'Wages rose because King Henry VIII introduced a minimum wage for all peasants in 1348, out of gratitude for their prayers. Most deaths were in the towns, so farms had more workers than ever.',
      related: ['Name your sources in a school essay, with author and year.'],
      vague:
        'The Black Death changed many things in Europe, some for the better and some for the worse. Economic effects are always complicated and had several causes.',
      drift:
        'The plague is carried by fleas that live on rats. Doctors with beak masks belong to the 17th century, not to the Middle Ages. Today the illness can be treated with antibiotics.',
    },
    {
      id: 'suffrage-timeline',
      turns: ask(
        'Make me a short table of when women got the vote nationally: New Zealand, Finland, Germany, UK, USA, France, Switzerland.',
      ),
      subject: 'the history of women’s suffrage',
      core: 'Here are the dates for national elections.',
      brief:
        'New Zealand 1893, Finland 1906, Germany 1918, UK 1918 (equal in 1928), USA 1920, France 1944, Switzerland 1971.',
      example: `| Country | Year | Note |
| --- | --- | --- |
| New Zealand | 1893 | first country; right to stand in 1919 |
| Finland | 1906 | vote and right to stand together |
| Germany | 1918 | first used in January 1919 |
| UK | 1918, 1928 | from age 30 with property; then equal at 21 |
| USA | 1920 | 19th Amendment |
| France | 1944 | first used in 1945 |
| Switzerland | 1971 | by a vote of the men |`,
      exampleIsAnswer: true,
      points: [
        'Finland was a self-governing part of the Russian Empire in 1906, and women entered parliament there the year after.',
        'In the USA many Black women could vote freely only after the Voting Rights Act of 1965.',
        'In Switzerland the canton of Appenzell Innerrhoden held out in its own affairs until 1990.',
      ],
      caveat:
        'Lists differ by a year where one gives the law and another the first election, so say which you mean.',
      wrong:
        'Women got the vote in all of these countries in 1920, when the League of Nations decided it, except for the UK, where they had been able to vote since the Magna Carta of 1215.',
      related: ['Say whether you give the year of the law or of the first election.'],
      vague:
        'The right to vote came at different times in different countries. It was a long process with many brave people involved in many places.',
      drift:
        'Parliaments have one chamber or two. In Australia voting is compulsory, and those who stay away pay a small fine. Estonia was the first country to hold national elections online.',
    },
    {
      id: 'fall-of-rome',
      turns: ask(
        'Give me the main reasons for the fall of the Western Roman Empire, in a few bullet points.',
      ),
      subject: 'the fall of the Western Roman Empire',
      core: 'Historians see no single cause. The empire in the west lost soldiers, money and provinces in a downward spiral, until the last emperor was deposed in 476.',
      brief: `- Civil wars wore the army out.
- Goths, Vandals and others took over provinces.
- With the provinces went the taxes.
- The last western emperor was deposed in 476; the east lived on.`,
      points: [
        '**Civil wars**: rivals fought for the throne again and again and took troops from the borders.',
        '**Pressure from outside**: Goths, Vandals and others, pushed partly by the Huns, settled inside and took over regions.',
        '**Money**: each lost province meant less tax, and the loss of North Africa to the Vandals in 439 was the worst blow.',
        '**Division**: the richer east, ruled from Constantinople, survived for another thousand years and helped only at times.',
      ],
      caveat:
        'Which of these weighs most is still debated; older ideas such as lead poisoning or "moral decay" have few supporters today.',
      wrong:
        'Rome fell in a single night in 1453, when the Vikings burned it down. The one and only reason was that the Romans drank from lead pipes, and all historians agree on that.',
      related: ['Many Roman roads and laws outlived the empire.'],
      vague:
        'The fall of Rome is among the great questions of history. There were internal and external factors, and every historian has their own view.',
      drift:
        'Roman roads were built in layers and often ran straight for miles. Public baths had hot and cold rooms. Gladiators were trained in special schools, and some of them became stars.',
    },
    {
      id: 'suez-canal',
      turns: ask('What happened in the Suez Crisis of 1956? Five sentences, please.'),
      subject: 'the Suez Crisis of 1956',
      core: 'In July 1956 Egypt’s president Nasser nationalised the Suez Canal Company, which had been owned mainly by British and French shareholders. Britain, France and Israel secretly agreed on a plan, and on 29 October Israel attacked across the Sinai. Britain and France then bombed Egyptian airfields and landed troops at Port Said, claiming to separate the two sides. The United States, the Soviet Union and the UN forced them to stop, Washington by refusing to support the falling pound. By March 1957 the invaders had withdrawn, Nasser kept the canal, and Britain’s time as a world power was plainly over.',
      brief:
        'Nasser nationalised the canal in July 1956. Israel, Britain and France had a secret plan and attacked in the autumn. The USA, the Soviet Union and the UN made them stop. They left, and Egypt kept the canal. Britain’s role as a great power was over.',
      points: [
        'The first armed UN peacekeepers were set up to watch over the withdrawal.',
        'The British prime minister, Anthony Eden, resigned in January 1957.',
        'The crisis drew attention away from the Soviet invasion of Hungary in the same days.',
      ],
      caveat:
        'That is five sentences for the answer itself; the secret plan is known as the Protocol of Sèvres, if you want to read on.',
      wrong:
        'In 1956 the Suez Canal was opened by Queen Victoria. Egypt and Britain fought together against the United States, which wanted to fill the canal in. The British won, and the canal still belongs to them today.',
      related: ['The canal joins the Mediterranean and the Red Sea.'],
      vague:
        'The Suez Crisis was a conflict in the Middle East in which several countries had a part. The canal was important to all of them for various reasons.',
      drift:
        'The Panama Canal opened in 1914 and uses locks to lift ships by 26 metres. In 2021 a container ship blocked the Suez Canal for six days. About 50 ships pass it every day.',
    },
    {
      id: 'magna-carta',
      turns: ask('Did the Magna Carta make England a democracy?'),
      subject: 'the meaning of the Magna Carta',
      core: 'No. In 1215 it was a peace treaty between King John and rebel barons, and it mainly protected their privileges. Its lasting idea is that the king, too, stands under the law.',
      brief:
        'No. It protected barons from the king, not the people from their lords. What lasted is the principle that even a king has to obey the law.',
      points: [
        'Clause 39 says that no free man may be imprisoned or stripped of his rights except by the lawful judgement of his equals or by the law of the land.',
        'Most people at that time were unfree peasants, whom it hardly mentions.',
        'The pope annulled it after ten weeks, but it was reissued several times and became law in the version of 1297.',
        'In the 17th century Parliament used it against the Stuart kings and turned it into the symbol that it is today.',
      ],
      caveat:
        'Democracy in our sense came much later: only the reforms between 1832 and 1928 gave all adults the vote.',
      wrong:
        'Yes. With the Magna Carta every man and woman in England got the vote in 1215, and the first elected prime minister took office in the same year. It was written by Oliver Cromwell.',
      related: ['Four copies from 1215 survive.'],
      vague:
        'The Magna Carta is often mentioned in connection with freedom and law. To what extent it changed things is a matter of interpretation.',
      drift:
        'Salisbury Cathedral has the tallest church spire in Britain. Robin Hood, who is often linked with King John, was probably not a real person. Knights trained from the age of seven.',
    },
    {
      id: 'hanseatic-league',
      turns: ask('What was the Hanseatic League, and why did it disappear?'),
      subject: 'the Hanseatic League',
      core: 'It was a network of merchants, and later of up to about 200 towns, that ran trade on the North Sea and the Baltic from the 13th to the 17th century. It faded when territorial states grew strong and trade moved to the Atlantic.',
      brief:
        'A league of trading towns around the North Sea and the Baltic, led by Lübeck. Strong princes, Dutch competition and the new Atlantic trade made it unimportant; its last meeting was in 1669.',
      points: [
        'Lübeck was its leading town, and there were large offices in London, Bruges, Bergen and Novgorod.',
        'It dealt in grain, salt, herring, cloth, furs and wax, and won privileges such as lower duties.',
        'It had no army, fleet or treasury of its own; boycotts were its sharpest weapon.',
        'Dutch and English rivals, stronger princes and the closing of the Novgorod office in 1494 weakened it; the last general meeting was in 1669.',
      ],
      caveat:
        'It was never formally dissolved, and Hamburg, Bremen and Lübeck still use the name: the HH on car plates in Hamburg means "Hansestadt Hamburg".',
      wrong:
        'The Hanseatic League was a kingdom in the south of Italy with a great army. Its king Hans conquered Spain in 1066. It disappeared when its capital, Venice, sank into the sea.',
      related: ['Many old merchants’ houses of brick can still be seen in northern Germany.'],
      vague:
        'The Hanseatic League had to do with trade in earlier times. It was quite influential in some regions, and as with many things, it came to an end.',
      drift:
        'Marzipan from Lübeck is protected by the European Union. Hamburg has more bridges than Venice. The cog, a ship with one sail, could carry more than a hundred tonnes.',
    },
  ],
};
