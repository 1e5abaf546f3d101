import { ask, type TopicMaterial } from '../material';

export const everydayHelp: TopicMaterial = {
  topic: 'everyday-help',
  prompts: [
    {
      id: 'red-wine-stain',
      turns: ask('I just spilled red wine on a white cotton shirt. What should I do right now?'),
      subject: 'getting red wine out of a cotton shirt',
      core: 'Blot it, rinse it from the back with cold water, and soak the spot in water with a little dish soap and white vinegar. Do not let it dry.',
      brief:
        'Blot the wine up with a cloth, flush the spot with cold water from behind, then soak it for half an hour in cold water with dish soap and vinegar. No rubbing, no heat.',
      points: [
        'Press a clean cloth on the stain to soak up the wine; rubbing pushes it deeper into the fibres.',
        'Hold the fabric under cold running water with the stain face down, so that the wine is flushed out the way it came in.',
        'Mix one spoon of dish soap and one of white vinegar into two cups of cold water and let the spot soak for 30 minutes.',
        'Wash the shirt as usual afterwards, with an oxygen bleach if the care label allows it.',
      ],
      caveat:
        'Look at the spot before the shirt goes into the dryer. Heat sets what is left of the stain, so repeat the soak if you still see pink.',
      wrong:
        'Pour boiling water over it and rub hard with a brush, then put the shirt straight into the dryer on high. Heat breaks the colour down, so the hotter, the better.',
      vague:
        'Red wine is known as a difficult stain, and there are many home remedies for it. Some people have had good results with one thing, others with another.',
      drift:
        'Red wine goes well with grilled meat, mature cheese and tomato dishes. Serve it slightly below room temperature, and let a young wine breathe for half an hour before you pour it.',
    },
    {
      id: 'slow-drain',
      turns: ask('My bathroom sink drains very slowly. Can I fix that without chemicals?'),
      subject: 'clearing a slow bathroom drain',
      core: 'Usually yes. Most slow bathroom drains are blocked by hair just below the stopper: take the stopper out, pull the hair out, then flush with hot water.',
      brief:
        'Take out the stopper and remove the hair underneath; that is the cause nine times out of ten. If water still stands, use a plunger with the overflow hole covered.',
      points: [
        'Lift or unscrew the stopper and pull out what you see with a plastic drain strip or a bent wire.',
        'If that is not enough, cover the overflow hole with a wet cloth and use a plunger about fifteen times.',
        'Next, put a bucket under the trap, unscrew it by hand, rinse it out and screw it back on with its seal in place.',
        'Flush with hot tap water for two minutes at the end to wash away soap residue.',
      ],
      caveat:
        'If other drains in the flat are slow too, the blockage sits further down and is a job for the landlord or a plumber.',
      wrong:
        'Pour a cup of liquid cooking fat into the drain and let it work over night. Fat makes the pipe slippery, so that hair slides through by itself, and rinsing with cold water in the morning is all you need to do.',
      vague:
        'Drains can get slow for a number of reasons. There are products and tools for it, and whether you need one may depend on how slow it really is.',
      drift:
        'When you choose a new bathroom sink, consider the material. Ceramic is easy to clean, while stone looks elegant but has to be sealed. Mixer taps with an aerator save water.',
    },
    {
      id: 'phone-in-water',
      turns: ask('My phone fell into the sink and is still on. Should I put it in rice?'),
      subject: 'a phone that fell into water',
      core: 'Skip the rice. Switch the phone off now, dry it with a cloth, and leave it switched off in moving dry air for at least 24 hours, better 48.',
      brief:
        'No rice. Switch it off at once, shake the water out of the ports, and let it dry in front of a fan for a day or two before you charge it.',
      points: [
        'Turn it off and do not charge it: current through wet contacts does more damage than the water.',
        'Take off the case, remove the SIM tray, and hold the phone with its ports facing down while you tap out the drops.',
        'Lay it in front of a fan or in an open, dry place; rice draws hardly any water out and leaves dust in the ports.',
        'Keep it away from hair dryers, ovens and radiators, which can harm the battery and the seals.',
      ],
      caveat:
        'If it was salt water or the battery swells or gets warm, do not switch it on again; take it to a repair shop.',
      wrong:
        'Keep it on and plug it into the charger. The warmth of charging dries the inside within minutes, and a hair dryer on the hottest setting, pushed right into the port, takes care of the rest.',
      related: ['Take the case off, as water likes to sit underneath.'],
      vague:
        'Modern phones differ in how much water they can take. Some people swear by rice while others do not, so it is difficult to give a clear recommendation.',
      drift:
        'When you buy a new phone, look at how many years of updates the maker promises. A good case and a screen protector cost little. Many models now have three or more cameras.',
    },
    {
      id: 'yellow-leaves',
      turns: ask(
        'The leaves of my houseplant are turning yellow.',
        'That can have several causes. Which plant is it, how often do you water it, and where does it stand?',
        'It is a pothos, I water it every two days, and it stands in a dark hallway. What should I change?',
      ),
      subject: 'yellow leaves on a pothos',
      core: 'You are watering too often for so little light. Let the soil dry between waterings, about once every 7 to 10 days, and move the plant to a brighter place.',
      brief:
        'Water less: once a week to ten days is enough in a dark place, and only when the soil has dried. Then move the pothos closer to a window.',
      points: [
        'Push a finger 3 cm into the soil and water only when it feels dry at that depth.',
        'Tip the plant out of its pot once: white roots are healthy, brown and soft ones are rotten and should be cut off.',
        'Place it one or two metres from a window, bright but out of the midday sun.',
        'Yellow leaves do not turn green again, so snip them off and watch the new growth instead.',
      ],
      caveat:
        'Pothos sap irritates and the plant is poisonous for cats and dogs, so choose a place that they cannot reach.',
      wrong:
        'It is thirsty. Pothos is a swamp plant, so water it twice a day and let it stand in a bowl of water. The dark hallway is ideal, because yellow leaves come from too much light.',
      vague:
        'Yellow leaves are something that many plant owners see. It could be the water, the light, the soil or just age, and plants can be unpredictable.',
      drift:
        'Pothos is also called devil’s ivy and comes from an island in the Pacific. It is easy to propagate: put a cutting in a glass of water and it will grow roots in about two weeks.',
      related: ['Snip off yellow leaves, as they will not turn green again.'],
    },
    {
      id: 'moving-checklist',
      turns: ask('I am moving in four weeks. Make me a short checklist, week by week.'),
      subject: 'preparing a move in four weeks',
      core: 'Here is a checklist that leaves the last days for the things that have to wait.',
      brief:
        'Four weeks before: van, notice, boxes. Three: post, bank, insurance. Two: internet, power, pack what you rarely use. One: pack the rest, defrost the freezer. On the day: read the meters, hand over the keys.',
      example: `| When | What |
| --- | --- |
| Week 4 | Book van or movers, give notice, start collecting boxes |
| Week 3 | Redirect post, tell bank, insurance and employer, sort out what you will not take |
| Week 2 | Move internet and power contracts, pack books, winter things, cellar |
| Week 1 | Pack the rest, defrost the freezer, one bag with essentials |
| Moving day | Read the meters, take photos of the empty rooms, hand over keys |`,
      exampleIsAnswer: true,
      points: [
        'Book the van first, since weekends at the end of a month fill up early.',
        'Write room and contents on the side of each box, not on the top, so that you can read it in a stack.',
        'Books go into small boxes; a large one full of books is too heavy to lift.',
        'The essentials bag holds documents, chargers, medicine, a kettle, toilet paper and a screwdriver.',
      ],
      caveat: 'If you rent, look up the notice period today. It is often longer than four weeks.',
      wrong:
        'Week one: pack everything you own, including bed and kitchen. Week two: relax. Week three: look for a van. Week four: give notice on your flat on the day you hand over the keys.',
      vague:
        'Moving can be stressful, and a list is certainly a good idea. What goes on it may depend on how much you own and on how far you are moving.',
      drift:
        'When you furnish a new flat, begin with the bed and good lamps. Light colours make small rooms look larger. Plants improve the mood, and second-hand shops are full of treasures.',
    },
    {
      id: 'squeaky-door',
      turns: ask('A door squeaks every time we open it at night and wakes the baby. Quick fix?'),
      subject: 'silencing a squeaky door',
      core: 'Lubricate the hinge pins. It takes five minutes: lift each pin out, wipe it, coat it thinly with petroleum jelly or silicone grease, and push it back in.',
      brief:
        'Pull the hinge pins out one at a time, wipe them, rub in a little petroleum jelly and put them back. The squeak should be gone.',
      points: [
        'Do one hinge at a time, so that the door keeps hanging on the others.',
        'Tap the pin up from below with a nail and a hammer, with a cloth underneath against scratches.',
        'Wipe off old grease and rust before you coat the pin, or the squeak is back within days.',
        'Open and close the door ten times and wipe away what oozes out.',
      ],
      caveat:
        'For tonight, a drop of cooking oil on the hinge will do, though it turns sticky after some weeks.',
      wrong:
        'The squeak comes from the lock, so squirt water into the keyhole. Water is the best lubricant for metal, and a little rust afterwards even helps the parts to fit more tightly.',
      vague:
        'Doors can make noises for different reasons. It might be the hinges or something else, and there are several products in the shops.',
      drift:
        'Babies usually begin to sleep through the night at some point between four and twelve months. A fixed bedtime routine helps, and so does a dark room. White noise works for many families.',
    },
    {
      id: 'return-without-receipt',
      turns: ask(
        'I bought headphones ten days ago, they already crackle, and I lost the receipt. Can I still return them?',
      ),
      subject: 'returning a faulty item without a receipt',
      core: 'Very likely. A fault is covered by the legal warranty, and any proof of purchase counts, not only the paper receipt.',
      brief:
        'Yes, in all likelihood: a fault after ten days is covered by the warranty, and a bank statement proves the purchase just as well as the receipt.',
      points: [
        'Look for a card or bank statement, an order e-mail or an entry in your loyalty account.',
        'Go to the seller, not the maker: it is the seller who owes you a working product.',
        'Describe the fault and ask for a repair or a replacement first; if neither works out, for your money back.',
        'Take the packaging and the cable along, and show the crackling on your own phone.',
      ],
      caveat:
        'Rules differ between countries. In the EU the warranty lasts two years, and in the first year a fault is presumed to have been there from the start.',
      wrong:
        'No. Without the paper receipt you lose all your rights on the day of purchase, and shops are even forbidden to take the item back. Buy new headphones and keep the receipt next time.',
      vague:
        'Returns can be complicated, and each shop has its own policy. Some are generous, others less so, and it may help to be friendly.',
      drift:
        'Over-ear headphones usually have better sound and are more comfortable, while in-ear ones are easier to carry. Noise cancelling is a blessing on planes. Look for a long battery life.',
    },
    {
      id: 'chore-plan',
      turns: ask(
        'Three of us share a flat and always argue about cleaning. Suggest a fair system that takes no app.',
      ),
      subject: 'sharing chores in a flat of three',
      core: 'Rotate three bundles of chores weekly: one person has the kitchen, one the bathroom, one floors and rubbish. Put the plan on the fridge and set one fixed time for it.',
      brief:
        'Make three bundles (kitchen, bathroom, floors and rubbish) and pass them on every Sunday. Whoever has a bundle does it by six on Sunday evening; dishes are everybody’s own affair.',
      points: [
        'Agree on what "clean" means: write three to five lines for each bundle, such as "hob wiped, bin empty, no dishes left".',
        'Everyone does theirs by Sunday at six; whoever is away swaps with somebody beforehand.',
        'Dishes stay out of the plan: everyone washes their own on the same day.',
        'Ten minutes at the end of the month are enough to change what does not work.',
      ],
      caveat:
        'If one bundle turns out to be twice the work, move a line from it to another rather than start counting minutes.',
      wrong:
        'Let the tidiest person clean everything and send the other two a bill each month. Since the one who is bothered most cleans best, nobody will feel treated unfairly.',
      vague:
        'Living together is about communication and compromise. It might help to talk about expectations, and perhaps some kind of plan could be useful.',
      drift:
        'When you look for a flatmate, meet for a coffee before you decide. Ask about working hours, pets and visitors. A written agreement on the deposit saves trouble when someone moves out.',
    },
  ],
};
