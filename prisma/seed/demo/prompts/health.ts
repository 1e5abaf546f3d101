import { ask, type TopicMaterial } from '../material';

/** Everyday health questions whose good answers help, say where self-help ends, and never diagnose. */
export const health: TopicMaterial = {
  topic: 'health',
  prompts: [
    {
      id: 'sprained-ankle',
      turns: ask('I twisted my ankle an hour ago. It is swollen, but I can walk a few steps. What now?'),
      subject: 'treating a twisted ankle in the first days',
      core: 'Rest it, cool it, wrap it and put it up. That you can walk a few steps is a good sign, but have it looked at if you meet one of the warning signs below.',
      brief:
        'Ice with a cloth in between, an elastic bandage, leg up, and no sport for now. Walking a few steps is fine. See a doctor if you are unable to put weight on it or the bone itself hurts.',
      points: [
        'Cool it for 15 to 20 minutes at a time, with a cloth between ice and skin, several times a day.',
        'Wrap an elastic bandage from the toes upwards, firm but not so tight that the toes tingle or go pale.',
        'Keep the foot above the height of your heart when you sit or lie down in the first two days.',
        'Begin to move it gently after a day or two, as far as it does not hurt; complete rest for longer slows healing.',
      ],
      caveat:
        'See a doctor today if you are unable to take four steps, if pressing on the bone at the back of either ankle hurts sharply, if the foot is numb, or if it looks out of shape.',
      wrong:
        'Go for a run to loosen it up, and put a hot water bottle on it straight away. Heat makes the swelling go down, and pain just means that the ligament is getting stronger.',
      related: ['Take off tight shoes and rings on the toes in case the swelling grows.'],
      vague:
        'Injuries can be minor or serious, and it is not possible to tell from here. It may get better by itself, or it may not, so keep an eye on it.',
      drift:
        'The ankle joint connects the shin bone, the calf bone and the heel. Runners should replace their shoes after 600 to 800 kilometres. Balance boards train the muscles around the joint.',
    },
    {
      id: 'tension-headache',
      turns: ask(
        'I get a dull headache most afternoons at the computer. What can I try before taking pills?',
      ),
      subject: 'afternoon headaches at the computer',
      core: 'Try breaks, water and a better screen position for two weeks. A dull ache on both sides after hours of screen work fits a tension headache.',
      brief:
        'Look away from the screen every half hour, drink enough, and raise the screen to eye level. If that does not help within two weeks, or the headache changes, have it checked.',
      points: [
        'Every 30 minutes, look at something far away for half a minute and roll your shoulders.',
        'Set the top edge of the screen at eye level, an arm’s length away, without glare from a window.',
        'Drink a glass of water every two hours and do not skip lunch.',
        'Keep a short diary of time, food, sleep and screen hours; patterns often show within two weeks.',
      ],
      caveat:
        'Have it checked if it gets worse from week to week, if your sight changes, or if you need painkillers on ten or more days a month. A sudden, very severe headache, or one with fever, a stiff neck, weakness or confusion, is an emergency.',
      wrong:
        'The only possible cause is your eyesight, so buy the strongest reading glasses you can find. Sit closer to the screen, turn the brightness up to the maximum and work through without breaks, since breaks tire the eyes.',
      related: ['Dim light late in the day is pleasant for tired eyes.'],
      vague:
        'Headaches are quite common, and there are many kinds of them. Some go away on their own. It may be stress, or it may be something else.',
      drift:
        'When you buy a monitor, look for at least 27 inches and a matte surface. Blue-light filters are popular, although studies show little effect. Mechanical keyboards are louder but last longer.',
    },
    {
      id: 'fever-adult',
      turns: ask(
        'I am 34, otherwise healthy, and have had a fever of 38.7 °C since last night, with aching limbs. Should I bring it down?',
      ),
      subject: 'dealing with a fever as an adult',
      core: 'You need not bring it down because of the number alone. Rest and drink; take paracetamol or ibuprofen as on the leaflet if you feel miserable.',
      brief:
        'Not because of the number. Rest, drink a lot, and take paracetamol or ibuprofen as on the leaflet if you feel bad. If it lasts longer than three days, call a doctor.',
      points: [
        'Fever helps the body to fight an infection; in a healthy adult 38.7 °C is not dangerous in itself.',
        'Drink one and a half to two litres a day, more if you sweat a lot; light urine is a good sign.',
        'Take one kind of painkiller, keep to the daily maximum, and check that your cold medicine does not contain the same substance.',
        'Stay at home until you have been free of fever for a day without medicine.',
      ],
      caveat:
        'Call a doctor if it lasts longer than three days, goes above 39.5 °C, or returns after a pause. Trouble breathing, a stiff neck, confusion, a rash that does not fade under pressure or strong pain need help at once.',
      wrong:
        'A fever of 38.7 °C always comes from bacteria, so you need antibiotics; use what is left from last time. Wrap yourself in three blankets and drink as little as possible, so that the fever can be sweated out.',
      related: ['Sleep as much as you can.'],
      vague:
        'Fever can be a sign of many things. Some people prefer to treat it and others wait. It is important to listen to your body.',
      drift:
        'The first thermometer with a scale was built about 400 years ago. Celsius and Fahrenheit meet at minus 40. Infrared thermometers measure the ear or the forehead within a second.',
    },
    {
      id: 'sleep-onset',
      turns: ask('I lie awake for an hour every night before I fall asleep. What actually helps?'),
      subject: 'falling asleep more easily',
      core: 'Three things help most: get up at the same time every day, use the bed only for sleep, and get up again when you have been awake for about 20 minutes.',
      brief:
        'Same time out of bed every morning, no coffee after lunch, and when you lie awake for 20 minutes, get up and read until you are sleepy.',
      points: [
        'A fixed time to get up, at weekends too, builds up enough tiredness by the evening.',
        'If sleep does not come, sit somewhere dim and read something dull until you are sleepy, then go back to bed.',
        'No coffee after lunch, and no alcohol as a sleeping aid, since it makes the second half of the night worse.',
        'Get daylight in the morning, and keep the bedroom dark and cool, about 17 to 19 °C.',
      ],
      caveat:
        'Give it three weeks. If you still lie awake on three nights a week after three months, ask your doctor about cognitive behavioural therapy for insomnia, which works better in the long run than pills.',
      wrong:
        'Go to bed two hours earlier, so that you have more time to fall asleep, and have a large glass of wine with it. At weekends stay in bed until noon to catch up.',
      related: ['A cool, dark room is good for sleep.'],
      vague:
        'Sleep is very individual. Some people need more and some less, and there are phases in life when it comes less easily. Perhaps it will pass.',
      drift:
        'Dreams occur mostly in REM sleep, which takes up about a quarter of the night. Dolphins sleep with one half of the brain at a time. Cats can sleep for up to sixteen hours a day.',
    },
    {
      id: 'back-at-desk',
      turns: ask(
        'My lower back hurts after a day at the desk. Which exercises can I do? Please give me a routine of five minutes.',
      ),
      subject: 'a five-minute routine for a stiff lower back',
      core: 'Here is a routine for the mat, once or twice a day. It should feel like a stretch and never like a stab.',
      brief:
        'One minute each: cat and cow, both knees to the chest, bridge, bird dog, child’s pose. It may pull, but it should not hurt; pain down the leg or numbness belongs to a doctor.',
      example: `1. **Cat and cow**, 1 minute: on hands and knees, arch and round the back slowly.
2. **Knees to chest**, 1 minute: on your back, pull both knees in, breathe.
3. **Bridge**, 1 minute: feet on the floor, lift the hips, hold for 3 seconds, lower.
4. **Bird dog**, 1 minute: on hands and knees, stretch opposite arm and leg, change sides.
5. **Child's pose**, 1 minute: sit back on your heels, arms stretched forward.`,
      exampleIsAnswer: true,
      points: [
        'Breathe calmly through each exercise and leave one out if it hurts.',
        'Getting up for two minutes every half hour helps as much as the routine itself.',
        'Set the chair so that your feet are flat on the floor and the small of your back is supported.',
        'Expect a difference after two to three weeks of daily practice.',
      ],
      caveat:
        'See a doctor soon if the pain runs down a leg below the knee or lasts longer than six weeks, and at once if you notice numbness between the legs, weakness, or trouble with bladder or bowels.',
      wrong:
        'Exercises are the wrong idea. Lie flat in bed for two weeks and move as little as you can, because a back heals only when it is kept still. After that, sit-ups with straight legs are all you need.',
      related: ['Set the chair so that your feet are flat on the floor.'],
      vague:
        'Back pain is a widespread problem, and movement is often said to be good. There are lots of exercises on the internet that you could try.',
      drift:
        'Standing desks have become popular in offices. The electric ones can store several heights. A footrest and a separate keyboard make a workplace with a laptop much more comfortable.',
    },
    {
      id: 'sunscreen-amount',
      turns: ask('How much sunscreen do I need for my whole body, and how often should I put it on again?'),
      subject: 'the right amount of sunscreen',
      core: 'About **30 to 40 ml** for an adult body, which is a full shot glass, and again every two hours as well as after swimming or sweating.',
      brief:
        'A shot glass full (30 to 40 ml) for the whole body, renewed every two hours and after each swim.',
      points: [
        'The factor on the bottle is measured with 2 mg per square centimetre; with half the amount you get far less protection than it says.',
        'For face and neck, two strips along the index and middle finger are about right.',
        'Put it on 15 minutes before you go out, and do not forget ears, feet, neck and the parting of your hair.',
        'Putting it on again keeps the protection up; it does not add a second helping of time in the sun.',
      ],
      caveat:
        'Shade at midday and a shirt protect better than any cream. Babies in their first year should stay out of direct sun.',
      wrong:
        'A pea-sized drop is enough for the whole body if the factor is 50, and once in the morning lasts all day, even in the water. Each time you add a layer you can stay another five hours.',
      related: ['Do not forget ears, feet and the parting of your hair.'],
      vague:
        'Sun protection is important, and skin types differ. Some people burn quickly while others hardly do, so the amount may vary.',
      drift:
        'Sun cream comes as lotion, spray, stick or powder. Mineral filters leave a white film, chemical ones do not. The first products appeared in the 1930s and had a factor of about 2.',
    },
    {
      id: 'painkiller-and-alcohol',
      turns: ask(
        'I took 400 mg of ibuprofen at noon for a toothache.',
        'I hope it helps. Do you have a question about it?',
        'Yes, two: may I take paracetamol as well this evening, and may I drink wine with dinner?',
      ),
      subject: 'combining painkillers, and alcohol',
      core: 'Paracetamol: yes, for most healthy adults, since the two work in different ways, within the limits on both leaflets. Wine: better not today.',
      brief:
        'Yes to paracetamol this evening if you are healthy and keep to the dose on the leaflet; no to the wine. And make an appointment with a dentist.',
      points: [
        'Without other advice from a doctor, adults keep to at most 1 g of paracetamol per dose and 4 g in 24 hours, with four to six hours in between; less if you weigh under 50 kg.',
        'Look at the contents of cold and flu remedies, which often contain paracetamol too.',
        'Alcohol with ibuprofen irritates the stomach, and together with paracetamol it strains the liver.',
        'Take ibuprofen with food, and not for more than a few days without advice.',
      ],
      caveat:
        'Ask a pharmacist first if you are pregnant, take blood thinners, or have stomach, kidney or liver trouble. See a dentist tomorrow: painkillers do not treat the cause, and swelling or fever needs help the same day.',
      wrong:
        'No to the first: two different painkillers may never be taken within the same 48 hours. Yes to the second: alcohol only matters with antibiotics, so a bottle of wine with dinner is fine after ibuprofen.',
      related: ['A cold pack on the cheek can ease a toothache.'],
      vague:
        'Medicines can affect each other, or sometimes they do not. Everyone reacts differently, so it is difficult to say anything about your case.',
      drift:
        'Brush your teeth twice a day for two minutes and use floss in the evening. Electric toothbrushes clean a little better than manual ones. A new brush head is due every three months.',
    },
    {
      id: 'water-per-day',
      turns: ask('Do I really have to drink three litres of water a day?'),
      subject: 'drinking enough water',
      core: 'No. Most adults do well with about 1.5 to 2 litres of drinks a day, and thirst is a good guide for healthy people.',
      brief:
        'No, one and a half to two litres are enough for most people. Drink when you are thirsty, and more when it is hot.',
      points: [
        'Another part of your water, roughly a fifth or more, comes from food such as fruit, vegetables and soup.',
        'Coffee and tea count too; their effect on water loss is small.',
        'You need more in the heat, during sport, with fever or diarrhoea, and while breastfeeding.',
        'Pale yellow urine shows that you drink enough; dark yellow means: have a glass.',
      ],
      caveat:
        'Older people feel thirst less and do well to drink by habit. With heart or kidney disease, ask your doctor for your own amount.',
      wrong:
        'Yes, exactly three litres of pure water, best all at once in the morning. Coffee, tea and food take water away from the body, so you must add a litre for each cup.',
      related: ['On hot days and during sport the body needs more.'],
      vague:
        'Water is essential for life, and drinking is healthy. How much is right for a person can vary, and experts do not always agree.',
      drift:
        'Tap water is checked strictly in many countries and costs a fraction of bottled water. Glass bottles can be refilled about fifty times. Sparkling water has the same effect as still water.',
    },
  ],
};
