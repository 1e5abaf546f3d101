import { ask, type TopicMaterial } from '../material';

export const travel: TopicMaterial = {
  topic: 'travel',
  prompts: [
    {
      id: 'jet-lag-east',
      turns: ask(
        'I fly from New York to Paris overnight and have a meeting the next afternoon. How do I keep jet lag small?',
      ),
      subject: 'jet lag after an overnight flight east',
      core: 'Move towards Paris time before you fly, sleep on the plane, and get daylight in the late morning after you land. Nap no longer than 30 minutes.',
      brief:
        'Shift your bedtime one hour earlier a day for three days, sleep on the flight, get some sun late in the morning, and stay awake until nine that evening.',
      points: [
        'For three days before, go to bed and get up one hour earlier each day.',
        'Set your watch to Paris time when you board, eat lightly, skip alcohol, and use an eye mask and ear plugs.',
        'Walk outside from about ten o’clock on; very early light can push your clock the wrong way after such a flight.',
        'Drink coffee before the meeting, but none after three, and stay up until at least nine in the evening.',
      ],
      caveat:
        'Expect to be at about 80 per cent: put the important points on paper, and do not drive on the first day.',
      wrong:
        'Stay awake for the whole flight and then sleep all morning in a dark hotel room, five hours at least. Paris is six hours behind New York, so your body will think it is still early.',
      vague:
        'Jet lag affects everyone differently. Some travellers hardly notice it and others struggle for days, so it is hard to say what will work for you.',
      drift:
        'Paris has three airports, and Charles de Gaulle is the largest. From there a train runs to the centre. The Louvre is closed on Tuesdays, and the view from Montparnasse is worth a visit.',
    },
    {
      id: 'carry-on-week',
      turns: ask('Help me pack for one week in spring in Portugal with only a cabin bag. Please as a list.'),
      subject: 'packing a cabin bag for a week in spring',
      core: 'Pack for four days and wash once. Everything below fits a 40-litre bag, with layers for cool evenings.',
      brief:
        'Four T-shirts, a shirt, a jumper, a rain jacket, two pairs of trousers, shorts, five sets of underwear, one pair of good shoes, sandals, liquids up to 100 ml each in a clear bag, charger, documents. Wash once.',
      example: `- 4 T-shirts, 1 shirt, 1 light jumper, 1 rain jacket
- 2 pairs of trousers, 1 pair of shorts
- 5 sets of underwear and socks, sleepwear
- comfortable shoes (wear them) and light sandals
- liquids in a clear one-litre bag, each 100 ml or less
- charger, documents, medicine, sunglasses, small umbrella`,
      exampleIsAnswer: true,
      points: [
        'Wear the heaviest things on the plane: jacket, jumper and the larger shoes.',
        'Roll soft clothes and fill the shoes with socks; choose colours that all go together.',
        'Solid soap and shampoo do not count as liquids at security.',
        'Portugal uses the same two-pin plugs as most of Europe, so an adapter is needed only from elsewhere.',
      ],
      caveat:
        'Check the size limit of your airline before you pack, since some include only a small bag that fits under the seat.',
      wrong:
        'Take a 30 kg suitcase, four pairs of shoes, a winter coat and full-size bottles of shampoo and sun cream. Cabin bags have no limits for liquids any more, so there is no need for small bottles.',
      vague:
        'Packing is a personal matter, and spring weather can be changeable. It is good to bring things that you feel comfortable in, and not too many of them.',
      drift:
        'Lisbon is built on seven hills, and tram 28 climbs many of them. Try a pastel de nata with cinnamon. Porto, in the north, is famous for its port wine cellars and blue tiles.',
    },
    {
      id: 'missed-connection',
      turns: ask(
        'My first flight is late and I will miss the connection. Both are on one booking. What do I do?',
      ),
      subject: 'missing a connecting flight',
      core: 'On a single booking the airline has to get you to your destination at no extra cost. Contact it at once, by app and phone, and do not buy a new ticket yourself.',
      brief:
        'Stay calm: on one booking the airline must rebook you for free. Look in the app first, then queue at the transfer desk and phone them meanwhile.',
      points: [
        'Check the app first: many airlines rebook you automatically before you have landed.',
        'Join the queue at the transfer desk and call the airline at the same time; whichever answers first wins.',
        'Ask for meals, and for a hotel if you are stuck overnight.',
        'Keep boarding passes and receipts, and have the reason for the delay confirmed in writing.',
      ],
      caveat:
        'On flights from the EU or the UK you may have a right to compensation if you arrive more than three hours late, unless the cause was beyond the control of the airline.',
      wrong:
        'Buy a new ticket at once at the counter of another airline. Your first airline has nothing to do with the second flight, even on one booking, but it must refund any ticket you buy elsewhere.',
      related: ['Keep your boarding passes and all receipts.'],
      vague:
        'Delays are annoying, and unfortunately they do happen. What can be done may depend on the airline and on the staff who are on duty.',
      drift:
        'Frankfurt, Amsterdam and Istanbul are among the largest hubs in Europe. Lounges offer snacks and showers, and some sell day passes. Window seats give you something to lean on.',
    },
    {
      id: 'train-or-plane',
      turns: ask('Berlin to Munich: train or plane? I care about the total time and about CO₂.'),
      subject: 'choosing train or plane from Berlin to Munich',
      core: 'Take the train. Door to door the two are about equal, around four and a half to five hours, and the train causes about a sixth of the CO₂.',
      brief:
        'The train. It takes as long as flying once you count the airport, roughly four and a half hours, for about a sixth of the CO₂.',
      example: `| | Train | Plane |
| --- | --- | --- |
| Travel itself | about 4 h (fast ICE) | 1 h 10 |
| Getting there, security, waiting | 0 h 30 | 3 h |
| Door to door | about 4 h 30 | about 4 h 15 to 5 h |
| CO₂ per person | about 20 kg | more than 100 kg |`,
      points: [
        'The train runs from centre to centre, and you can work for most of the four hours.',
        'By plane you spend half the time in queues and on the way to and from the airport.',
        'Book the fast ICE (about four hours) and not a slower one with more stops.',
        'Saver fares are cheapest some weeks ahead; a seat reservation costs a little extra and is worth it.',
      ],
      caveat: 'Allow for delays on the rails: if you have an appointment, take the train one hour earlier.',
      wrong:
        'Fly. The train takes about eleven hours with three changes, and its CO₂ is about the same as that of a plane, because trains are so heavy.',
      vague:
        'Both options have their fans. The plane can be fast and the train can be comfortable, and prices vary a great deal, so it might come down to your taste.',
      drift:
        'Munich is known for the Oktoberfest, which begins in September. The English Garden is larger than Central Park. From the city it is only an hour to the Alps.',
    },
    {
      id: 'japan-tipping',
      turns: ask(
        'I am going to Japan for the first time.',
        'How nice! Would you like help with the route, the language, money or customs?',
        'Money: is it normal to tip, and do I need cash?',
      ),
      subject: 'tipping and cash in Japan',
      core: 'Do not tip: it is not customary, and staff may run after you to give the money back. Carry some cash all the same, about 10,000 to 20,000 yen, for small shops and temples.',
      brief:
        'No tips, they only cause confusion. And yes, bring cash, say 10,000 to 20,000 yen: many small places do not take cards.',
      points: [
        'Service is part of the price; a friendly thank-you is what is expected.',
        'Cards work in hotels, chains and most city shops, while small restaurants, shrines and rural buses often take cash only.',
        'Cash machines in convenience stores accept foreign cards and have English menus.',
        'A rechargeable transit card pays for trains, buses, vending machines and many shops.',
      ],
      caveat:
        'Good ryokan inns are the exception, where some guests give an envelope on arrival, but nobody expects it of visitors.',
      wrong:
        'Yes, leave 20 per cent everywhere, and more in taxis; waiters live on tips and will be offended otherwise. You need no cash at all, as even the smallest temple takes credit cards.',
      related: ['Cash machines in convenience stores have English menus.'],
      vague:
        'Customs vary from place to place, and it is always nice to be polite. Regarding money, it is perhaps good to have more than one way to pay.',
      drift:
        'The Shinkansen has been running since 1964 and is famous for being on time. In spring, people meet under the cherry trees. In Kyoto alone there are about two thousand temples and shrines.',
    },
    {
      id: 'toddler-long-drive',
      turns: ask('We have a six-hour drive with a two-year-old. Tips?'),
      subject: 'a long drive with a two-year-old',
      core: 'Plan it around sleep and breaks: leave shortly before nap time, stop every two hours for at least 20 minutes, and count on eight hours rather than six.',
      brief:
        'Set off at nap time, stop every two hours where the child can run, and hand out one small new toy an hour. Reckon with eight hours in all.',
      points: [
        'Choose stops with a playground or a meadow, where the child can run, not only a petrol station.',
        'Pack a bag within reach: water, snacks that do not crumble, wipes, spare clothes and a bag for rubbish.',
        'Bring out one new small toy or book per hour, instead of everything at once.',
        'Audio stories and songs are easier on the stomach than a screen in the back seat.',
      ],
      caveat:
        'Never take the child out of the seat while the car is moving, not even for a minute; if the crying gets too much, stop.',
      wrong:
        'Drive straight through without a break, so that you are there sooner. Hand out all the toys at the start, and give plenty of chocolate and milk before you leave, as sugar makes small children sleepy.',
      vague:
        'Every child is different, and some love the car while others do not. A bit of preparation may help, although you can never be sure how it will turn out.',
      drift:
        'Family cars should have a large boot and Isofix anchors. Estate cars use less fuel than vans. A sunshade for the side window is a cheap and useful accessory.',
    },
    {
      id: 'cash-abroad',
      turns: ask(
        'At a card terminal abroad I am asked whether to pay in local currency or my own. Which one?',
      ),
      subject: 'choosing the currency at a card terminal',
      core: 'Always the local currency. Then your own bank does the conversion, which is nearly always cheaper than the rate of the terminal.',
      brief:
        'Local currency, every time. The rate that the terminal offers in your own currency is several per cent worse than that of your bank.',
      points: [
        'Paying in your own currency is called dynamic currency conversion, and its mark-up is often 3 to 8 per cent.',
        'On a bill of 100 that can be several euros for nothing but a familiar number.',
        'The same question comes up at cash machines: choose "without conversion".',
        'If the terminal has already converted, ask the shop to cancel and run it again.',
      ],
      caveat:
        'Your bank may still add a fee for foreign payments, so look for a card without one if you travel often.',
      wrong:
        'Choose your own currency. The shop is obliged by law to use the official rate, while your bank would add 10 per cent, so this way there are no fees at all.',
      related: ['Keep the slip and compare it with your statement later.'],
      vague:
        'Terminals offer this for your convenience. Exchange rates change all the time, so sometimes the one and sometimes the other may be better.',
      drift:
        'The euro is used in most countries of the EU. Coins have a national side, and some are collected. The highest note that is printed today is the 200-euro note.',
    },
    {
      id: 'first-hike',
      turns: ask(
        'We want to walk a 14 km mountain trail with 800 m of ascent. How long will it take us as beginners?',
      ),
      subject: 'the walking time of a mountain trail',
      core: 'Plan about **six hours of walking**, plus breaks, so seven to eight hours in all.',
      brief:
        'About six hours on your feet, so seven to eight with breaks: 14 km make 3.5 hours, the ascent adds one, and beginners need a third more.',
      points: [
        'A usual rule counts 4 km an hour on the flat (14 km: 3.5 h) and 400 m of ascent an hour (800 m: 2 h).',
        'Take the larger figure and add half of the smaller one: 3.5 + 1 = 4.5 hours for fit walkers; beginners add about a third, which gives six.',
        'Start by eight at the latest, so that you are down well before dark and before afternoon storms.',
        'Take two litres of water each, something warm, a rain jacket and a charged phone with the map saved.',
      ],
      caveat: 'Agree on a time to turn back, wherever you are by then, and tell someone your route.',
      wrong:
        'Fourteen kilometres at a walking speed of 7 km/h makes two hours. The ascent does not matter, since you get the time back on the way down, so starting in the late afternoon is fine.',
      related: ['Wear shoes that you have already walked in.'],
      vague:
        'How long a walk takes depends on many things, such as fitness, weather and the path. Some people are faster and some are slower.',
      drift:
        'Good boots should be broken in before a long tour. Merino wool socks prevent blisters. In the Alps there are hundreds of huts where hikers can stay overnight and get a hot meal.',
    },
  ],
};
