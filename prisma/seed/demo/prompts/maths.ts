import { ask, type TopicMaterial } from '../material';

export const maths: TopicMaterial = {
  topic: 'maths-word-problems',
  prompts: [
    {
      id: 'price-before-discount',
      turns: ask('A jacket costs €68 after a 15 % discount. What was the price before?'),
      subject: 'finding a price before a discount',
      core: 'It cost **€80**. The €68 are 85 % of the old price, so divide: 68 / 0.85 = 80.',
      brief: '€80. What you paid is 85 % of the old price, and 68 / 0.85 = 80.',
      points: [
        'After 15 % off, 100 % − 15 % = 85 % of the old price is left.',
        'One per cent is 68 / 85 = 0.80, and a hundred times that is 80.',
        'Check: 15 % of 80 is 12, and 80 − 12 = 68.',
        'The same step works for any discount d: old price = new price / (1 − d).',
      ],
      related: ['It helps to write down first which price the percentage refers to.'],
      caveat:
        'A common slip is to add 15 % to 68, which gives 78.20; the discount was taken from the larger, older price.',
      wrong:
        'Add the discount back: 15 % of 68 is 10.20, so the jacket cost 68 + 10.20 = **€78.20**. Taking 15 % off and putting 15 % on cancel each other out.',
      vague:
        'Discounts are always taken from some price, so the jacket must have been more expensive before. With percentages it is useful to think about what the whole is.',
      drift:
        'Shops often use prices that end in 99 because they look smaller than they are. Sales usually take place in January and July, and outdoor jackets are cheapest at the end of winter.',
    },
    {
      id: 'two-trains',
      turns: ask(
        'Two trains start at the same time from towns 300 km apart and drive towards each other, one at 80 km/h, the other at 120 km/h. When and where do they meet?',
      ),
      subject: 'two trains that drive towards each other',
      core: 'They meet after **1.5 hours**, 120 km from the start of the slower train and 180 km from that of the faster one.',
      brief: 'After an hour and a half: 300 km / (80 + 120) km/h. The slower train has gone 120 km by then.',
      points: [
        'Together they close the gap at 80 + 120 = 200 km/h.',
        'The time until they meet is 300 / 200 = 1.5 hours.',
        'The slower train covers 80 × 1.5 = 120 km in that time, the faster one 120 × 1.5 = 180 km.',
        'Check: 120 + 180 = 300 km, the whole distance.',
      ],
      related: [
        'A sketch with both towns and two arrows makes such questions easier to follow.',
        'Keep the units the same throughout: kilometres and hours.',
      ],
      caveat:
        'If one train had left earlier, you would first subtract what it covers alone and then go on in the same way.',
      wrong:
        'Take the average speed of the two trains, which is 100 km/h, and divide: 300 / 100 = **3 hours**. Since they share the distance, they meet exactly in the middle after 150 km.',
      vague:
        'This is a classic problem about speed, distance and time. The trains will meet somewhere between the two towns, and the faster one will have covered more of the way.',
      drift:
        'The fastest trains in regular service run at more than 300 km/h, for example between Beijing and Shanghai. Magnetic trains have reached over 600 km/h in tests.',
    },
    {
      id: 'average-speed',
      turns: ask(
        'I drive 60 km to a meeting at 60 km/h and come back at 40 km/h because of rain. What is my average speed?',
      ),
      subject: 'the average speed of a round trip',
      core: 'Your average speed is **48 km/h**: 120 km in 2.5 hours.',
      brief: '48 km/h. You are on the road for 1 h + 1.5 h = 2.5 h, and 120 km / 2.5 h = 48 km/h.',
      points: [
        'The way there takes 60 / 60 = 1 hour, the way back 60 / 40 = 1.5 hours.',
        'Average speed is the whole distance divided by the whole time: 120 / 2.5 = 48.',
        'It lies nearer to 40 than to 60, because you spend more time at the slower speed.',
        'For equal distances there is a short cut, the harmonic mean: 2 · 60 · 40 / (60 + 40) = 48.',
      ],
      related: ['Rain makes roads slippery, so driving more slowly on the way back was the right decision.'],
      caveat: 'The simple mean, 50 km/h, would be right only if you drove for equal times at each speed.',
      wrong:
        'Add the two speeds and halve them: (60 + 40) / 2 = **50 km/h**. As both ways are equally long, each speed counts the same.',
      vague:
        'Average speed is a topic where intuition can mislead. Both ways matter, and the rain slowed you down, so it should come out somewhere between the two speeds.',
      drift:
        'In rain you should keep a larger distance to the car in front, as the braking distance grows on a wet road. Aquaplaning can begin at about 80 km/h, depending on the tyres.',
    },
    {
      id: 'mixture',
      turns: ask(
        'How do I mix 10 % and 30 % vinegar to get 2 litres?',
        'That depends on the strength you want to end up with. Which concentration should the 2 litres have?',
        '15 %. Please show the steps.',
      ),
      subject: 'mixing two strengths of vinegar',
      core: 'Take **1.5 litres of the 10 % vinegar and 0.5 litres of the 30 % vinegar**.',
      brief:
        'Half a litre of the strong vinegar and one and a half of the weak one. Check: 0.15 + 0.15 = 0.30 litres of acid in 2 litres, 15 %.',
      points: [
        'Let x be the litres of 30 % vinegar; then 2 − x litres are 10 % vinegar.',
        'The acid must add up: 0.30·x + 0.10·(2 − x) = 0.15 · 2, so 0.20·x = 0.10 and x = 0.5.',
        'Check: 0.5 · 0.30 + 1.5 · 0.10 = 0.15 + 0.15 = 0.30 litres of acid, which is 15 % of 2 litres.',
        'Seen another way, 15 % lies a quarter of the way from 10 % to 30 %, so a quarter of the mixture is the strong one.',
      ],
      related: [
        'Call the unknown amount x and write down what is known about both kinds.',
        'Use a measuring jug, since small errors change the strength.',
      ],
      caveat:
        'Vinegar of 30 % burns skin and eyes: pour it into the weaker one, not the other way round, and wear gloves.',
      wrong:
        'Since 15 is half of 30, take half of each: **1 litre of 10 % and 1 litre of 30 %**. The two strengths add up and even out at 15 % in the mixture.',
      vague:
        'Mixtures can be solved with equations or by trial. You will need more of one than of the other, and it is a good idea to write down what you know.',
      drift:
        'Vinegar is a handy household cleaner. It removes limescale from kettles and taps, and a little of it in the rinse keeps glasses clear. Do not use it on marble, though.',
    },
    {
      id: 'two-painters',
      turns: ask('Ana paints a room in 6 hours, Ben in 3. How long do they need together?'),
      subject: 'two people who work together',
      core: 'Together they need **2 hours**.',
      brief: 'Two hours: 1/6 + 1/3 = 1/2 of the room per hour.',
      points: [
        'In one hour Ana paints 1/6 of the room and Ben 1/3.',
        'Together that is 1/6 + 2/6 = 3/6 = 1/2 of the room in one hour, so the whole room takes 2 hours.',
        'Check: in 2 hours Ana paints 2/6 and Ben 2/3, which makes exactly one room.',
        'In general the time is a·b / (a + b), here 6·3 / 9 = 2.',
      ],
      related: ['This assumes that both work at a steady pace and do not get in each other’s way.'],
      caveat:
        'The answer has to be shorter than the faster person alone needs (3 hours), which is a quick test of any result.',
      wrong:
        'Take the mean of the two times: (6 + 3) / 2 = **4.5 hours**. Ana slows Ben down a little and Ben speeds Ana up, so the truth lies in the middle.',
      vague:
        'Two people generally get work done faster than one. How much faster might depend on how well they work together and on how the room is divided.',
      drift:
        'Before you paint a room, cover the floor and tape the edges. Begin with the ceiling, then the walls, and use a roller with a long handle. Two thin coats look better than one thick coat.',
    },
    {
      id: 'dice-at-least-one-six',
      turns: ask('What is the probability of at least one six when I roll a fair die four times?'),
      subject: 'rolling at least one six in four rolls',
      core: 'About **51.8 %**: 1 − (5/6)⁴ = 1 − 625/1296 = 671/1296 ≈ 0.518.',
      brief: '1 − (5/6)⁴ ≈ 0.518, a little better than even.',
      points: [
        'It is easier to count the opposite: no six at all in four rolls.',
        'One roll is not a six with probability 5/6, and the rolls are independent, so four in a row give (5/6)⁴ ≈ 0.482.',
        '"At least one" is everything else: 1 − 0.482 = 0.518.',
        'With three rolls it would be 1 − (5/6)³ ≈ 42.1 %, so four is the first number of rolls with better than even odds.',
      ],
      related: ['The rolls are independent: the die does not remember what came before.'],
      caveat:
        'This is the bet of the Chevalier de Méré, one of the questions that started probability theory in 1654.',
      wrong:
        'Each roll has a chance of 1/6, and you roll four times, so you add them up: 4 × 1/6 = 4/6 ≈ **66.7 %**. After six rolls a six is certain.',
      vague:
        'Probability is full of surprises. Each roll is random, so a six may or may not come up, but the more often you roll, the more likely it becomes.',
      drift:
        'Opposite faces of a die always add up to seven. Dice have been found in tombs more than four thousand years old, and some were made from the ankle bones of sheep.',
    },
    {
      id: 'garden-fence',
      turns: ask(
        'A rectangular garden is 4 m longer than it is wide and has an area of 96 m². How many metres of fence go around it?',
      ),
      subject: 'the fence around a rectangular garden',
      core: 'You need **40 m** of fence. The garden is 8 m wide and 12 m long.',
      brief: '40 m. The sides are 8 m and 12 m, since 8 · 12 = 96.',
      points: [
        'With width w, the area is w·(w + 4) = 96, so w² + 4w − 96 = 0.',
        'This factors as (w − 8)(w + 12) = 0; a width cannot be negative, so w = 8 and the length is 12.',
        'The fence goes around once: 2 · (8 + 12) = 40 m.',
        'Check: 8 · 12 = 96 m², and 12 is 4 more than 8.',
      ],
      related: [
        'A small drawing with the length and the width written on it helps.',
        'Buy a little more fence than you have calculated, for the corners and the gate.',
      ],
      caveat: 'Subtract the width of the gate if you plan one, and add a little for the corners.',
      wrong:
        'Take the square root of the area: √96 ≈ 9.8. Add the 4 m to get the length, 13.8, and the fence is 9.8 + 13.8 = **23.6 m** long.',
      vague:
        'For a rectangle you need length and width, and both can be worked out from what is given with a bit of algebra. The fence then follows from these.',
      drift:
        'Wooden fences last longer if the posts stand in metal sleeves rather than directly in the soil. Larch and robinia need no paint. A hedge is cheaper, but takes years to grow.',
    },
    {
      id: 'doubling-time',
      turns: ask('My savings earn 3 % a year, compounded yearly. After how many years have they doubled?'),
      subject: 'the doubling time at 3 % a year',
      core: 'After about **23.4 years**, so with yearly interest you have more than double at the end of year 24.',
      brief: 'About 23 and a half years: ln 2 / ln 1.03 = 23.4. The rule of 72 says 24.',
      points: [
        'You look for n with 1.03ⁿ = 2, so n = ln 2 / ln 1.03 = 0.6931 / 0.02956 ≈ 23.45.',
        'In whole years: 1.03²³ ≈ 1.974 is just short, 1.03²⁴ ≈ 2.033 is past it.',
        'The rule of 72 gives a quick estimate: 72 / 3 = 24 years.',
        'At 6 % it takes about 12 years: twice the rate, roughly half the time.',
      ],
      related: ['Interest on savings is usually taxed, so a little less than 3 % arrives in your account.'],
      caveat:
        'This leaves out tax and inflation; at 2 % inflation the purchasing power grows by only about 1 % a year.',
      wrong:
        'Three per cent a year means that you need 100 / 3 = **33.3 years**, since you have to earn 100 % in total. It does not matter whether the interest is compounded.',
      vague:
        'Compound interest grows faster and faster, so it will take a good while at first and less later. The exact time may depend on your bank.',
      drift:
        'When you look for a savings account, compare whether the rate is fixed or can change at any time. Deposits are protected up to a limit in most countries. Online banks often pay more.',
    },
  ],
};
