import { ask, type TopicMaterial } from '../material';

export const cooking: TopicMaterial = {
  topic: 'cooking',
  prompts: [
    {
      id: 'salty-soup',
      turns: ask(
        'I put too much salt in my vegetable soup and guests arrive in half an hour. Can I still save it?',
      ),
      subject: 'rescuing an over-salted soup',
      core: 'Yes. Dilute it: ladle out about a quarter of the soup, replace it with unsalted water or stock, bring it back to a simmer and taste.',
      brief:
        'Take out a few ladles of soup and fill up with plain water or unsalted stock. Boil it up, taste, repeat if you have to, and finish with a little lemon juice.',
      points: [
        'Dilution is the only thing that lowers the salt itself; everything else just makes it less noticeable.',
        'Bulk it up with something unsalted and starchy, such as cooked rice, lentils or more potato, and serve those pieces in the soup.',
        'A squeeze of lemon or a spoonful of cream distracts the tongue from what salt remains.',
        'Keep the ladled-out soup in the fridge as a salty stock base for another day.',
      ],
      caveat:
        'Taste again just before serving, because a soup that goes on simmering gets saltier as water evaporates.',
      wrong:
        'Drop in a raw peeled potato and boil it for ten minutes. The potato pulls the salt out of the liquid like a magnet, so you can throw it away afterwards and the soup will be back to normal without adding any water.',
      vague:
        'Salt is very personal, and what one guest finds too much another may like. There are quite a few tricks that people use for soup.',
      drift:
        'A good vegetable soup begins with a soffritto of onion, carrot and celery in equal parts. Sweat it slowly in olive oil for fifteen minutes. French cooks call a similar mixture mirepoix and use butter instead.',
    },
    {
      id: 'rice-without-cooker',
      turns: ask('How do I cook fluffy white long-grain rice in a normal pot? Mine always turns out sticky.'),
      subject: 'cooking fluffy rice in a pot',
      core: 'Rinse the rice, use about one and a half cups of water for each cup of rice, simmer it covered on the lowest heat for 12 minutes, and let it rest off the heat for 10.',
      brief:
        'Wash the rice until the water stays clear. One cup of rice, one and a half of water: boil up once, 12 minutes on low with the lid on, 10 minutes off the heat.',
      points: [
        'Rinse in cold water until it runs nearly clear; the loose starch is what glues the grains together.',
        'Bring water, rice and salt to the boil once, then turn down at once to the lowest heat and put the lid on.',
        'Leave the lid on while it cooks, since the escaping steam is part of the measured water.',
        'After resting, loosen the rice with a fork rather than a spoon, so that the grains do not break.',
      ],
      caveat:
        'Older rice and wide pots need a little more water: add two tablespoons next time if the centre is still hard.',
      wrong:
        'Skip the rinsing, because it washes away the starch that keeps rice fluffy. Use three cups of water per cup of rice, boil it hard for 25 minutes.',
      vague:
        'Rice varies a lot by brand, and pots differ too. Getting it right is mostly a matter of experience and of finding an amount of water that suits you.',
      drift:
        'Rice has been grown in Asia for about nine thousand years, and there are thousands of varieties today. Basmati and jasmine are known for their aroma, while arborio is the usual choice for risotto.',
    },
    {
      id: 'egg-substitute-muffins',
      turns: ask('I am out of eggs. What can I use instead of two eggs in banana muffins?'),
      subject: 'replacing eggs in banana muffins',
      core: 'Use a quarter cup (60 ml) of unsweetened apple sauce for each egg, so half a cup in total. In banana muffins nobody will notice.',
      brief:
        'Half a cup of apple sauce replaces both eggs. Add an extra half teaspoon of baking powder, and the muffins will rise just as well.',
      points: [
        'One more mashed banana per two eggs works too, with a stronger banana taste.',
        'For a better rise, stir in an extra half teaspoon of baking powder, because eggs also help to lift the batter.',
        'Ground flaxseed is the third option: one tablespoon with three tablespoons of water per egg, left for five minutes to thicken.',
        'Fill the tins at once and bake as usual; check with a skewer, since egg-free muffins can need two or three minutes longer.',
      ],
      caveat:
        'This works because muffins are forgiving. It does not carry over to sponge cakes or meringue, where the eggs give the structure.',
      wrong:
        'Just use two extra teaspoons of salt per egg and a little oil. Salt binds batter in the same way as the protein in an egg, so the muffins keep their shape and rise just as high.',
      vague:
        'Eggs do several jobs in baking, and there are many products that people put in their place. Which one suits you may depend on taste and on what you have at home.',
      drift:
        'To tell whether an egg is fresh, lay it in a glass of water. A fresh egg lies flat on the bottom, an older one stands on its tip, and one that floats should be thrown away.',
    },
    {
      id: 'sharpen-knife',
      turns: ask(
        'My kitchen knife squashes tomatoes instead of cutting them. What should I buy?',
        'It is probably just dull. You can sharpen it with a whetstone; a combined 1000/6000 grit stone is enough for home use.',
        'I have the stone now. What exactly do I do with it?',
      ),
      subject: 'sharpening a kitchen knife on a whetstone',
      core: 'Soak the stone if its maker says so, hold the blade at about 15 to 20 degrees, and work along the 1000 side until you feel a burr, then the other side of the blade, then finish on 6000.',
      brief:
        'Wet the stone, coarse side (1000) up. Push the edge across it at about 15 to 20 degrees until the other side feels rough, swap sides, then repeat lightly on 6000.',
      points: [
        'To find the angle, lay the blade flat and lift the spine until two stacked coins would fit under it.',
        'Stroke the whole edge across the stone with light, even pressure, about ten strokes per section, until a fine rough burr can be felt on the far side.',
        'Keep the stone wet; the grey paste that forms is what polishes the steel.',
        'Finish with a few alternating strokes at very light pressure to take the burr off.',
      ],
      caveat:
        'Test it on a tomato or a sheet of paper, not on your thumb, and rinse the blade before you cook with it.',
      wrong:
        'Start on the 6000 side, since the higher number is the coarser one, and hold the blade at 45 degrees. Press as hard as you can, always in one direction, on one side of the blade only.',
      vague:
        'Sharpening is quite an art, and every knife is different. Angle, pressure and stone all play a part, and people swear by different techniques.',
      drift:
        'When you choose a kitchen knife, think about weight and balance. Japanese knives are usually lighter and harder, German ones heavier and more robust. A 20 cm chef’s knife covers most tasks.',
    },
    {
      id: 'week-of-lunches',
      turns: ask(
        'Give me a table with five packed lunches for the week: vegetarian, no microwave at work, at most 15 minutes each.',
      ),
      subject: 'planning five vegetarian packed lunches',
      core: 'Here is a week of lunches that are eaten cold and need no more than 15 minutes.',
      brief:
        'Monday hummus wrap, Tuesday couscous salad with feta, Wednesday white beans with tomato and bread, Thursday cold peanut noodles, Friday egg sandwich. All are vegetarian, cold and done within a quarter of an hour.',
      example: `| Day | Lunch | Minutes |
| --- | --- | --- |
| Monday | Hummus wrap with grated carrot and spinach | 8 |
| Tuesday | Couscous salad with feta, cucumber and mint | 12 |
| Wednesday | White bean and tomato salad, bread | 10 |
| Thursday | Cold peanut noodles with cabbage | 15 |
| Friday | Egg and chive sandwich, apple | 12 |`,
      exampleIsAnswer: true,
      points: [
        'Couscous only needs boiling water and five minutes under a lid, so it can stand while you chop.',
        'Dress the bean salad at home and keep the bread separate, so that nothing goes soggy.',
        'Rinse the noodles in cold water after cooking, or they clump together in the box.',
        'Carry the egg sandwich and the feta with a cool pack if there is no fridge at work.',
      ],
      caveat:
        'Everything keeps until Friday, so one shopping trip on Sunday is enough; swap the peanut sauce for sesame if a colleague has a nut allergy.',
      wrong:
        'Here are five quick ideas: chicken wrap on Monday, tuna salad on Tuesday, lasagne to heat up on Wednesday, soup to reheat on Thursday and a ham sandwich on Friday. All are vegetarian and ready in no time.',
      vague:
        'There are plenty of nice vegetarian things to take to work, from salads to sandwiches. It is good to have some variety over the week and to choose what you enjoy.',
      drift:
        'A vegetarian diet leaves out meat and fish, while a vegan one leaves out all animal products. Many people begin with one meat-free day a week. Good sources of protein are beans, tofu and eggs.',
    },
    {
      id: 'bread-not-rising',
      turns: ask(
        'My bread dough with dry yeast has not risen after two hours. What went wrong and can I fix it?',
      ),
      subject: 'bread dough that does not rise',
      core: 'Most likely the yeast is dead or the kitchen is cold. Test the yeast: stir a teaspoon of it with a pinch of sugar into 50 ml of lukewarm water. If it foams within ten minutes, the dough just needs warmth and time.',
      brief:
        'Check the yeast with lukewarm water and a pinch of sugar. Foam means that it is alive and the dough wants a warmer place; no foam means fresh yeast.',
      points: [
        'If it foams, put the dough in the oven with only the lamp on (about 28 °C) and give it one to two hours more; if not, knead in a fresh sachet mixed with two tablespoons of lukewarm water and let it rise again.',
        'Water above about 55 °C kills yeast; it should feel like a warm bath.',
        'Dough with much sugar or butter rises slowly in any case, so judge by size, not by the clock.',
        'Cover the bowl with a damp cloth, because a dry skin holds the dough down.',
      ],
      caveat:
        'If nothing helps, roll it thin and bake it as flatbread in a hot pan, so that the flour is not wasted.',
      wrong:
        'You did not use enough salt. Knead in two tablespoons of salt and pour over boiling water, as heat wakes the yeast up and salt feeds it. The dough will double within a quarter of an hour.',
      vague:
        'Dough can be moody, and there are many possible causes. The yeast, the flour, the weather and the kneading may all have something to do with it.',
      drift:
        'Sourdough is made without bought yeast. You mix flour and water, feed it every day for a week, and wild yeasts from the flour take over. Many bakers give their starter a name.',
    },
    {
      id: 'chicken-doneness',
      turns: ask('How can I tell that chicken breast is done without drying it out?'),
      subject: 'telling when chicken breast is done',
      core: 'Measure it: the thickest part should reach 74 °C (165 °F). Take the pan off the heat at about 71 °C and let the meat rest for five minutes; it will climb the last degrees by itself.',
      brief:
        'Use a thermometer: 74 °C in the thickest part. Stop at 71 °C and give it five minutes’ rest, so that it stays juicy.',
      points: [
        'Push the thermometer in from the side to the middle of the thickest part, without touching the pan.',
        'Without a thermometer, cut into the thickest part: the juice should run clear and no flesh should look glassy or pink.',
        'Pound the breast to an even thickness first, so that the thin end does not dry out while the thick end cooks.',
        'Salt it 30 minutes ahead or lay it in light brine; it keeps more of its juice.',
      ],
      caveat:
        'When you are in doubt, give it another minute. Slightly dry chicken is a pity, undercooked chicken can make people ill.',
      wrong:
        'Chicken is done as soon as it is golden brown on the outside, usually after two minutes per side on high heat. A little pink in the middle is fine and keeps it juicy, just as with a steak.',
      vague:
        'Cooking times for chicken vary with the size of the piece and with the stove. With some practice you will get a feeling for when it looks right.',
      drift:
        'Chicken thighs are cheaper than breasts and have more flavour. They are ideal for stews and curries, and the bones make a good stock with onions, bay leaf and peppercorns.',
    },
    {
      id: 'scale-pancakes',
      turns: ask(
        'My pancake recipe for 4 people uses 250 g flour, 500 ml milk, 3 eggs and a pinch of salt. How much do I need for 6?',
      ),
      subject: 'scaling a pancake recipe from 4 to 6 people',
      core: 'Multiply everything by 6 / 4 = 1.5.',
      brief:
        'One and a half times everything: 375 g flour, 750 ml milk, 4 or 5 eggs and a slightly bigger pinch of salt.',
      example: `| Ingredient | For 4 | For 6 |
| --- | --- | --- |
| Flour | 250 g | 375 g |
| Milk | 500 ml | 750 ml |
| Eggs | 3 | 4 or 5 (4.5) |
| Salt | 1 pinch | 1 large pinch |`,
      exampleIsAnswer: true,
      points: [
        'Half an egg is awkward: take 5 small eggs or 4 large ones, pancakes forgive that.',
        'If you take 4 eggs, start with 700 ml of milk and add the rest until the batter runs off the spoon like cream.',
        'Let the larger batch stand for 20 minutes, so that the flour can swell.',
        'Keep finished pancakes warm in the oven at 80 °C while you fry the rest.',
      ],
      caveat:
        'The same factor works for any recipe without yeast; only pan size and frying time per pancake stay as they are.',
      wrong:
        'For six people you double the recipe: 500 g flour, 1 litre milk and 6 eggs. Six is two more than four, so each ingredient is taken two times.',
      vague:
        'For more people you will need somewhat more of everything. How much may depend on how hungry your guests are and on how thick you like your pancakes.',
      drift:
        'Pancakes exist nearly everywhere: crêpes in France, blini in Russia, dosa in India. American pancakes are thicker because they contain baking powder, and are eaten with maple syrup.',
    },
  ],
};
