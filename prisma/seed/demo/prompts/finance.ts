import { ask, type TopicMaterial } from '../material';

export const finance: TopicMaterial = {
  topic: 'personal-finance',
  prompts: [
    {
      id: 'emergency-fund',
      turns: ask(
        'How big should my emergency fund be, and where should I keep it? My expenses are about €1,800 a month.',
      ),
      subject: 'the size of an emergency fund',
      core: 'Aim for three to six months of expenses, so **€5,400 to €10,800**, in a savings account that you can reach within a day or two.',
      brief:
        'Between €5,400 and €10,800, three to six months’ worth, in an instant-access savings account. Not in shares.',
      points: [
        'Three months are enough with a safe job and no dependants; go towards six if your income varies or others rely on it.',
        'Count what you must pay (rent, food, insurance, transport), not what you usually spend.',
        'Keep it apart from your everyday account, so that it is not spent by accident.',
        'Build it in steps: a first €1,000, then a fixed transfer on each payday until it is full.',
      ],
      caveat:
        'Do not invest it in shares: markets tend to fall at the same time as jobs are lost, which is just when you need the money.',
      wrong:
        'Put one month of expenses, €1,800, into a share fund. That is plenty, because share funds only go up over time and can be sold at the same price whenever you need the money.',
      vague:
        'It is certainly sensible to have some money set aside. How much is enough may depend on your lifestyle, your plans and how safe you want to feel.',
      drift:
        'A budget app can show you where your money goes each month. Many people are surprised by how much they spend on subscriptions. Cancelling two of them may save €200 a year.',
    },
    {
      id: 'minimum-payment',
      turns: ask(
        'What happens if I only pay the minimum on my credit card? I owe 2,000 at 20 % a year and the minimum is 2 % of the balance.',
      ),
      subject: 'paying only the minimum on a credit card',
      core: 'Almost all of it goes to interest. Interest is about 20 / 12 = 1.67 % a month, your payment 2 %, so the debt shrinks by only about 0.33 % a month.',
      brief:
        'You pay mostly interest: of the first 40, some 33 are interest and not quite 7 reduce the debt. With a fixed 100 a month you are done in about two years.',
      example: `| Payment | Interest in month 1 | Debt paid off in month 1 |
| --- | --- | --- |
| Minimum (40) | 33.33 | 6.67 |
| Fixed 100 | 33.33 | 66.67 |`,
      points: [
        'In the first month you pay 40, of which 33.33 is interest; the debt falls from 2,000 to 1,993.33.',
        'At that pace it takes around 17 years to get down to half of it, since the minimum shrinks together with the balance.',
        'A fixed 100 a month clears the card in about two years and costs roughly 450 in interest.',
        'Stop using the card while you pay it off, and ask the bank for a cheaper instalment loan.',
      ],
      related: [
        'Pay on time, for instance by direct debit.',
        'Stop using the card while you owe money on it.',
      ],
      caveat:
        'If several debts are open, pay the minimum on each and put everything else on the one with the highest rate.',
      wrong:
        'Nothing bad: the minimum is set so that the debt is gone within a year or two. As long as you pay it on time, no interest is charged, because interest is only for late payers.',
      vague:
        'Credit cards can be expensive if you are not careful, although they are convenient as well. It is usually good to pay back what you can.',
      drift:
        'Many cards offer bonus points or travel insurance. Compare the yearly fee with what you really use. Some cards charge for payments in foreign currencies, others do not.',
    },
    {
      id: 'budget-50-30-20',
      turns: ask(
        'I never know where my money goes. Is there a simple way to budget?',
        'A common starting point is the 50/30/20 rule: half of your net income for needs, 30 % for wants, 20 % for saving and paying off debt.',
        'I earn 2,400 net. Can you turn that into numbers in a table, with examples for each group?',
      ),
      subject: 'a 50/30/20 budget for 2,400 a month',
      core: 'With 2,400 net a month the rule gives 1,200, 720 and 480.',
      brief: 'Needs 1,200 (rent, food, insurance), wants 720 (going out, hobbies), saving and debt 480.',
      example: `| Group | Share | Amount | Examples |
| --- | --- | --- | --- |
| Needs | 50 % | 1,200 | rent, food, power, insurance, bus pass |
| Wants | 30 % | 720 | eating out, streaming, hobbies, trips |
| Saving and debt | 20 % | 480 | emergency fund, extra loan payments |`,
      exampleIsAnswer: true,
      points: [
        'Move the 480 to savings on payday, so that only the rest can be spent.',
        'Where rent is high, needs often take 60 % or more; then lower the wants before the savings.',
        'Sort last month’s bank statement into the three groups to see where you are today.',
        'Minimum payments on debts are needs; anything above them counts as the 20 %.',
      ],
      caveat:
        'Look at it again after three months: a budget is a first guess, and it gets better when you correct it.',
      wrong:
        'With 2,400 that is 1,200 for wants, 480 for needs and 720 for saving. Rent belongs to the wants, because you could always live somewhere cheaper.',
      vague:
        'Budgets are quite personal, and the percentages are only a rough guide. Some people find tables useful while others prefer an app or an envelope system.',
      drift:
        'To earn more, you could ask for a raise, take a course or sell things you no longer need. Before a salary talk, write down what you have achieved in the past year.',
    },
    {
      id: 'index-fund',
      turns: ask('What is an index fund? Explain it as if I had never bought a share.'),
      subject: 'index funds',
      core: 'An index fund is a basket that holds a small piece of every company on a published list, the index. You buy one thing and own a little of hundreds of companies.',
      brief:
        'A fund that simply buys all the shares on a list such as the world’s largest companies. It is cheap and spreads the risk, but its value goes up and down with the market.',
      points: [
        'The list decides what is bought: a world index holds well over a thousand companies from many countries, by size.',
        'If one company fails you hardly notice; if the whole market falls, your fund falls with it.',
        'Nobody is paid to pick winners, so the yearly fee is low, often 0.1 to 0.3 %, against 1 to 2 % for managed funds.',
        'It suits money that you will not need for ten years or more, because bad years have time to recover.',
      ],
      related: [
        'You buy shares of the fund through a bank or a broker, often from small monthly amounts.',
        'Compare the yearly fees of several funds before you choose one.',
      ],
      caveat:
        'It can lose 30 % or more in a bad year, so keep an emergency fund in cash first. This is general information, not advice for your own case.',
      wrong:
        'An index fund is a savings account run by the stock exchange. It pays a fixed interest rate every year, the index, and the money you put in is guaranteed, so you can never get back less.',
      vague:
        'Funds are a common form of investment, and there are many kinds with advantages and disadvantages. Whether one is right for you is a personal matter.',
      drift:
        'The first stock exchange opened in Amsterdam at the start of the 17th century. The bull and the bear stand for rising and falling prices. The New York exchange opens with a bell at half past nine.',
    },
    {
      id: 'fixed-or-variable',
      turns: ask('Should I take a fixed or a variable rate for my mortgage?'),
      subject: 'choosing a fixed or a variable mortgage rate',
      core: 'Take the fixed rate if a higher payment would hurt you; take the variable one only if you could pay, say, two percentage points more and still sleep well.',
      brief:
        'Fixed, if you could not easily pay more each month. Variable only makes sense with plenty of room in your budget, because the rate can rise at any time.',
      points: [
        'Fixed means the same payment for the whole term; you pay a little more for that certainty.',
        'Variable often starts lower, but follows the market: on 200,000 each extra percentage point costs about 2,000 a year in interest.',
        'Leaving a fixed loan early often costs a fee, so think about whether you may move or sell.',
        'Some banks let you split the loan, half fixed and half variable, which limits both risks.',
      ],
      caveat:
        'Ask for the total cost over the term for each offer, and for the payment if rates rise by two points; a bank must be able to show you both.',
      wrong:
        'Always take the variable rate. Banks are not allowed to raise it by more than they lower it, so over the years it is never more expensive than a fixed one.',
      vague:
        'Both kinds have their pros and cons. Interest rates may rise or fall in the future, and nobody can say for sure, so it is a matter of preference.',
      drift:
        'Before you buy a house, have it checked for damp, and look at the roof and the heating. The location matters most. Do not forget taxes and the notary, which can add ten per cent.',
    },
    {
      id: 'inflation-savings',
      turns: ask(
        'Inflation is 4 % and my savings account pays 2 %. Am I losing money? How much on 10,000 after a year?',
      ),
      subject: 'inflation and savings',
      core: 'Yes, in purchasing power: after a year you have 10,200, which buys what about **9,808** would buy today. You lose roughly 190, or 1.9 %.',
      brief:
        'Yes. 10,200 after a year buys what 9,808 buys now (10,200 / 1.04), so you are down about 190 in real terms.',
      points: [
        'The balance grows: 10,000 × 1.02 = 10,200.',
        'Prices grow faster: what cost 10,000 costs 10,400, so your 10,200 buys 10,200 / 1.04 ≈ 9,808 in today’s money.',
        'As a rule of thumb, real interest is interest minus inflation, here 2 − 4 = −2 %.',
        'With no interest at all the loss would be larger, about 385, so the account still helps.',
      ],
      related: ['Compare savings accounts once a year, because banks lower their rates quietly.'],
      caveat:
        'For an emergency fund that is an acceptable price for safety; for money you will not need for ten years, look at alternatives.',
      wrong:
        'No, you are gaining: interest is added to inflation, so your money grows by 2 + 4 = 6 % and you will have 10,600 after the year. Inflation is good for savers.',
      vague:
        'Inflation affects everybody in a different way, depending on what they buy. Savings accounts are safe, but it is possible that they do not always keep up.',
      drift:
        'Central banks try to keep inflation near 2 %. They raise interest rates to slow it down and lower them to support the economy. Germany had extreme inflation in 1923.',
    },
    {
      id: 'first-payslip',
      turns: ask(
        'I got my first payslip and the net amount is far below my salary. What are the usual deductions?',
      ),
      subject: 'the deductions on a first payslip',
      core: 'Between gross and net usually stand income tax, social insurance (pension, health, unemployment) and sometimes a company pension. Together they often take a quarter to 45 % of it, depending on the country.',
      brief:
        'Income tax and social insurance (pension, health, unemployment), which together take a quarter to 45 % in most places. Check that the tax code is right.',
      points: [
        'Income tax is withheld each month as an estimate; a tax return at the end of the year can bring part of it back.',
        'Pension and unemployment insurance are a fixed share of gross pay, and your employer often pays a similar share on top.',
        'Health insurance is either deducted here or paid by you, so check which holds for you.',
        'Look for one-off items, such as a deposit for work clothes, that will be gone next month.',
      ],
      caveat:
        'Check name, tax class or code, and hours first: a wrong tax code is the most common mistake, and the payroll office can correct it.',
      wrong:
        'Employers may keep up to half of the salary as a deposit during the first year. You get it back when you leave, and there is no tax on a first job, so the payslip is nothing to check.',
      vague:
        'Payslips can look complicated, and there are several items on them. Some deductions are normal and may differ from one person to the next.',
      drift:
        'In your first job it helps to ask many questions and to write down the answers. Find out who is responsible for what, and be on time. After three months ask for feedback.',
    },
    {
      id: 'apr-comparison',
      turns: ask(
        'One shop offers a loan at 0 % interest with a 60 fee, another at 6 % APR without a fee. It is 1,000 over 12 months. Which is cheaper?',
      ),
      subject: 'comparing a loan with a fee and one with interest',
      core: 'The 6 % loan. It costs about **33** in interest, against **60** for the fee.',
      brief:
        'Take the 6 % loan: some 33 in interest over the year against a fee of 60. You do not owe the full 1,000 all year, so 6 % comes to less than it sounds.',
      points: [
        'At 6 % APR over 12 equal payments you pay about 86.07 a month, 1,032.80 in all.',
        'The interest is far below 60 because you pay back every month, so on average you owe only a little more than half of the 1,000.',
        'With the fee you pay 1,060, which corresponds to an APR of about 11 %, although the advertisement says 0 %.',
        'To compare offers, always ask for the total amount that you will have paid at the end.',
      ],
      related: ['Set up a standing order, so that no instalment is late.'],
      caveat:
        'Ask too whether early repayment is free; with interest you save by paying early, with an upfront fee you do not.',
      wrong:
        'They cost exactly the same: 6 % of 1,000 is 60, and the fee is 60 as well. It makes no difference which one you take, but 0 % sounds nicer, so take that.',
      vague:
        'Loans can be compared in several ways. Zero per cent sounds attractive, but fees count too, and the small print might contain something that matters.',
      drift:
        'Before you take a loan, ask yourself whether you really need the thing now. Waiting a few months and saving up is often possible. Used goods can cost half as much as new ones.',
    },
  ],
};
