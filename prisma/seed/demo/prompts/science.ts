import { ask, type TopicMaterial } from '../material';

export const science: TopicMaterial = {
  topic: 'science',
  prompts: [
    {
      id: 'blue-sky',
      turns: ask('Why is the sky blue and the sunset red? I know physics from school, no more.'),
      subject: 'the blue sky and the red sunset',
      core: 'Air scatters blue light far more strongly than red. By day the scattered blue reaches you from all sides; at sunset the light has come such a long way through the air that most of the blue is gone and red is left.',
      brief:
        'Air scatters short waves, that is blue light, much more than long ones. In the evening the light passes through so much air that the blue is lost on the way and the red arrives.',
      points: [
        'Sunlight contains all colours, and the molecules of the air are much smaller than its wavelengths.',
        'For such small particles, scattering grows with one over the fourth power of the wavelength, so blue (450 nm) is scattered about four times as much as red (650 nm).',
        'At sunset the path through the air is tens of times longer than at noon.',
        'Violet is scattered even more, but the sun sends less of it and our eyes are less sensitive to it.',
      ],
      caveat:
        'You can try it: shine a torch through a glass of water with a few drops of milk. From the side it looks bluish, from the end orange.',
      wrong:
        'The sky is blue because it mirrors the oceans, which cover most of the earth. In the evening the sun is further away and cools down, and cooler objects glow red, just like iron in a forge.',
      related: ['The sky looks darker on high mountains, because there is less air above you.'],
      vague:
        'The colours of the sky have fascinated people for centuries. Light and air both have something to do with it, and the details are rather complex.',
      drift:
        'Clouds are named by their shape and height: cirrus, cumulus and stratus are the main ones. A rainbow always stands opposite the sun. No two people see exactly the same rainbow.',
    },
    {
      id: 'soap',
      turns: ask('How does soap remove grease when water alone does not?'),
      subject: 'the chemistry of soap',
      core: 'A soap molecule has two ends: one mixes with water, the other with fat. Many of them surround a droplet of grease, tails inwards, and the rinse water carries the whole packet away.',
      brief:
        'One end of the soap molecule likes fat, the other likes water. The soap wraps the grease in tiny balls that water can wash away.',
      points: [
        'Water molecules hold on to each other and leave no room for fat, so the two stay apart.',
        'The fatty tails of the soap sink into the grease while the charged heads stay in the water.',
        'Such a packet is called a micelle; it floats in the water without sticking to others.',
        'Rubbing and warm water help, since they break the grease into smaller drops.',
      ],
      caveat:
        'In hard water, calcium binds part of the soap and forms scum, which is why detergents use other molecules built on the same plan.',
      wrong:
        'Soap is a strong acid that burns the grease away until only gas is left; those are the bubbles you see. The more foam there is, the more grease has already been destroyed.',
      vague:
        'Soap has been in use for a very long time, and it does a good job with many kinds of dirt. There is some chemistry behind it that makes this possible.',
      drift:
        'You can make soap at home from oil and lye, but you need gloves and goggles. It has to rest for about six weeks. Lavender and orange peel give it a pleasant smell.',
    },
    {
      id: 'seasons',
      turns: ask(
        'My daughter (9) asks why it is warm in summer.',
        'A lovely question. Would you like a short explanation or an experiment as well?',
        'Both! She thinks the earth is closer to the sun in summer.',
      ),
      subject: 'explaining the seasons to a child',
      core: 'Tell her: "The earth stands a little crooked. In summer our half leans towards the sun, so the light falls on us more steeply and the days are longer. Both make it warm."',
      brief:
        '"It is not about how close we are. The earth is tilted, and in summer our side leans to the sun: higher sun, longer days." To show it, shine a torch on squared paper, first straight and then at an angle, and count the squares.',
      points: [
        'Her idea is clever, but the earth is closest to the sun in early January, when we have winter in the north.',
        'Experiment: hold a torch straight above a sheet of squared paper and count the bright squares, then tilt it; the same light now covers more squares, so each gets less.',
        'Then carry a slightly tilted ball around a lamp, with the axis always pointing to the same wall, and watch which half is lit better.',
        'In Australia Christmas is in summer, because their half leans towards the sun when ours leans away.',
      ],
      caveat:
        'If she asks why the hottest weeks come after the longest day: land and sea need time to warm up, like a pot on the stove.',
      wrong:
        'She is right! In summer the earth comes millions of kilometres closer to the sun, and in winter it moves away. That is why it is summer everywhere on earth at the same time.',
      related: ['Children remember such things best when they try them out with a lamp and a ball.'],
      vague:
        'Children ask wonderful questions. The seasons are connected with the sun and the earth, and there are many good books about this subject.',
      drift:
        'The solar system has eight planets, and Jupiter is the largest. A day on Venus is longer than its year. Pluto has been called a dwarf planet since 2006.',
    },
    {
      id: 'ice-floats',
      turns: ask('Why does ice float, although most solids sink in their own liquid?'),
      subject: 'floating ice',
      core: 'Because water expands by about 9 % when it freezes. Ice has a density of about 0.92 g/cm³ against 1.00 for water, so it floats, with about a twelfth of its volume above the water.',
      brief:
        'Frozen water takes up about 9 % more room than liquid water, since the molecules line up in an open pattern. The same weight in more space is lighter than water, so it floats.',
      points: [
        'In ice each molecule is bound to four neighbours in an open, six-sided pattern with a lot of empty space.',
        'When it melts, the pattern collapses and the molecules move closer together.',
        'Water is densest at 4 °C, so lakes freeze from the top and fish survive below.',
        'Most other substances pack more closely as solids, so their solid sinks.',
      ],
      caveat: 'The same expansion bursts pipes and bottles, so leave some air in anything you freeze.',
      wrong:
        'Ice floats because it is full of air that is trapped while it freezes. Perfectly clear ice without bubbles has no air in it, so it is heavier than water and sinks at once.',
      vague:
        'Water is quite a special substance with unusual properties. Floating has to do with weight and volume, and temperature probably plays a role too.',
      drift:
        'The largest iceberg ever measured was about the size of Jamaica. Icebreakers slide up on the ice and break it with their weight. The Titanic sank in April 1912.',
    },
    {
      id: 'vaccines',
      turns: ask(
        'How does a vaccine teach the immune system? Please compare it with an infection, in a table.',
      ),
      subject: 'the way vaccines work',
      core: 'A vaccine shows the immune system a harmless part or a weakened form of a germ. It leaves memory cells behind, which react within days instead of weeks if the real germ turns up.',
      brief:
        'Both leave memory cells behind. The difference: an infection makes you ill first, while a vaccine shows the immune system just a harmless part, at the price of a sore arm or a day of tiredness.',
      example: `| | Infection | Vaccination |
| --- | --- | --- |
| What the body sees | the whole living germ | a part, a blueprint, or a weakened form |
| Risk | the illness itself | mostly a sore arm, tiredness, some fever |
| Memory cells | yes | yes |
| Protects from the first illness | no | often, or makes it milder |`,
      points: [
        'Scavenger cells take up the vaccine and present pieces of it in the lymph nodes.',
        'B cells that happen to fit multiply and make antibodies; T cells help, and learn to recognise infected cells.',
        'After some weeks most of them disappear, but memory cells remain for years.',
        'A booster repeats the lesson, so that more and better memory cells stay.',
      ],
      caveat:
        'How long it lasts differs: measles protection usually lasts for life, while flu changes so fast that the vaccine is renewed every year.',
      wrong:
        'A vaccine contains finished antibodies that stay in the blood for the rest of your life. The immune system itself learns nothing, and memory cells are formed only after a real infection.',
      related: ['A sore arm for a day or two is common.'],
      vague:
        'The immune system is very complex, and vaccines work in different ways. There are certainly similarities to an infection and also differences.',
      drift:
        'Edward Jenner tried the first vaccine in 1796, against smallpox. The word comes from vacca, the Latin for cow. Smallpox was declared extinct in 1980.',
    },
    {
      id: 'tides',
      turns: ask('Why are there two high tides a day and not one, when there is only one moon?'),
      subject: 'the two daily high tides',
      core: 'The moon pulls the near side of the earth more strongly than the centre, and the centre more strongly than the far side. That stretches the oceans into two bulges, one on each side, and the earth turns through both in a day.',
      brief:
        'Because the pull of the moon differs across the earth: stronger on the near side, weaker on the far side. That makes a bulge on both sides, and we turn through each once a day.',
      points: [
        'What matters is the difference of the pull across the earth, not the pull itself.',
        'On the near side water is drawn ahead of the earth; on the far side it lags behind, which makes a bulge there too.',
        'High tides come about every 12 hours and 25 minutes, since the moon moves on along its orbit meanwhile.',
        'At new and full moon the sun adds its share, and the tides are especially high.',
      ],
      caveat:
        'Coasts and basins change the picture: in some places, such as parts of the Gulf of Mexico, there is just one high tide a day.',
      wrong:
        'The first high tide comes from the moon and the second from the sun, which pulls exactly as strongly. At night neither of them shines, so there is low tide until the morning.',
      related: ['Tide tables for the coast are printed a year ahead.'],
      vague:
        'Tides are connected with the moon and the sea. They can be quite different from one place to the next, so it is not easy to give a simple reason.',
      drift:
        'The Bay of Fundy in Canada has the highest tides, with up to 16 metres. Tidal power stations use the flow in both directions. Mudflats are an important habitat for birds.',
    },
    {
      id: 'microwave',
      turns: ask('Does a microwave oven heat food from the inside out?'),
      subject: 'heating food in a microwave oven',
      core: 'No. The waves enter one to three centimetres deep and heat that outer layer all at once; the middle is warmed from there by ordinary conduction.',
      brief:
        'No, from the outer centimetres inwards. The waves do not reach the middle of anything thick; heat has to travel there, which is why you should let it stand.',
      points: [
        'The waves make water molecules turn back and forth billions of times a second, and this motion is heat.',
        'The idea comes from the fact that the surface stays soft: the air in the oven is cool, so nothing browns.',
        'Cold spots remain where the waves cancel out, which is why there is a turntable.',
        'Stir half-way, and let the food stand for two minutes, so that the heat can spread.',
      ],
      caveat:
        'Leftovers should be steaming hot all the way through; the middle is the last part to get there.',
      wrong:
        'Yes, microwaves pass the outside without touching it and meet in the centre, where they boil the water first. That is why the middle of a frozen lasagne is always hot before the edges are.',
      related: ['A turntable helps to spread the heat.'],
      vague:
        'Microwaves are a form of energy that can heat things. How that works depends on the food and on the oven, and opinions differ on it.',
      drift:
        'The microwave oven was invented after a chocolate bar had melted in an engineer’s pocket in 1945. The first model was as tall as a man. Metal spoons can cause sparks.',
    },
    {
      id: 'leap-year',
      turns: ask('Why was 2000 a leap year when 1900 was not?'),
      subject: 'the rule for leap years',
      core: 'Because of the 400 rule: years divisible by 100 are no leap years, unless they are divisible by 400. 2000 is, 1900 is not.',
      brief: 'Full centuries are leap years only if 400 divides them. It divides 2000, but not 1900.',
      points: [
        'The earth needs about 365.2422 days to go around the sun.',
        'A leap day every four years makes 365.25 days, which is about 11 minutes a year too long.',
        'Leaving out three leap days in 400 years gives 365.2425, so that the calendar drifts by a day only in some 3,000 years.',
        'So the order of questions is: by 400, leap year; by 100, not; by 4, leap year; else not.',
      ],
      caveat: 'The next exception is 2100, which a good deal of software will have to get right.',
      wrong:
        'Every year that ends in two zeros is a leap year, and 1900 was one as well; old calendars just have a printing error. The earth takes exactly 365.25 days, so no exceptions are needed.',
      related: ['The leap day is the 29th of February.'],
      vague:
        'The calendar has a long history, and there are some exceptions to its rules. It was changed several times, so not all years are alike.',
      drift:
        'People who are born on 29 February often celebrate on the 28th or on 1 March. The months July and August are named after Roman rulers. September was once the seventh month.',
    },
  ],
};
