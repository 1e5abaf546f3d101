import { ask, code, type TopicMaterial } from '../material';

export const spreadsheets: TopicMaterial = {
  topic: 'spreadsheets',
  prompts: [
    {
      id: 'xlookup',
      turns: ask(
        'In Excel I have article numbers in A2:A500 and prices in C2:C500. How do I fetch the price for the number in F2? VLOOKUP or XLOOKUP?',
      ),
      subject: 'looking up a price in Excel',
      core: 'Use XLOOKUP if your Excel has it (2021 or Microsoft 365):',
      brief:
        '`=XLOOKUP(F2, A$2:A$500, C$2:C$500)` in new versions, `=VLOOKUP(F2, A$2:C$500, 3, FALSE)` in old ones. Do not forget the FALSE.',
      example: code('excel', '=XLOOKUP(F2, $A$2:$A$500, $C$2:$C$500, "not found")'),
      exampleIsAnswer: true,
      points: [
        'It looks for an exact match by default, while VLOOKUP looks for an approximate one unless you add FALSE.',
        'Lookup and result columns are given separately, so inserting a column breaks nothing.',
        'In older versions write `=VLOOKUP(F2, $A$2:$C$500, 3, FALSE)`.',
        'The dollar signs keep the ranges in place when you copy the formula down.',
      ],
      caveat:
        'If you get "not found" although the number is there, one of the two is stored as text; `=ISNUMBER(F2)` and `=ISNUMBER(A2)` show which.',
      wrong: `Use this one:

${code('excel', '=VLOOKUP(C2:C500, F2, 1, TRUE)')}

VLOOKUP first takes the column with the prices and then the number. TRUE at the end stands for an exact match, so you can be sure that the price is right.`,
      related: ['Format the price column as currency, so that all cells look alike.'],
      vague:
        'Excel has several functions for looking things up. Which one is better may depend on your version and on what you are used to.',
      drift:
        'Excel can also draw charts. Select your data, go to Insert and choose a type. Bar charts suit comparisons, line charts suit developments over time, and pie charts are best avoided.',
    },
    {
      id: 'sumifs',
      turns: ask(
        'Google Sheets: sum the amounts in column D for region "North" (column B) in March 2026 (dates in column A).',
      ),
      subject: 'summing with several conditions',
      core: 'SUMIFS takes the amounts first and then pairs of range and condition:',
      brief: '`=SUMIFS(D:D, B:B, "North", A:A, ">="&DATE(2026,3,1), A:A, "<="&DATE(2026,3,31))`',
      example: code('excel', '=SUMIFS(D:D, B:B, "North", A:A, ">="&DATE(2026,3,1), A:A, "<"&DATE(2026,4,1))'),
      exampleIsAnswer: true,
      points: [
        'Column A appears twice, since a month is everything from the first of March up to, but without, the first of April.',
        'The `&` glues the comparison sign to the date; `">=DATE(…)"` inside the quotes would be taken as plain text.',
        '`DATE` works in every language setting, while "01/03/2026" could be the first of March or the third of January.',
        'Put region and month into cells, say G1 and G2, and refer to them to get a small report.',
      ],
      caveat:
        'If the result is 0, check whether the dates are real dates: they align to the right by default, text to the left.',
      wrong: `Try it like this:

${code('excel', '=SUMIF(B:B, "North" AND A:A = "March", D:D)')}

SUMIF accepts as many conditions as you like if you join them with AND, and it knows the names of the months.`,
      related: ['Keep one row for each booking and one column for each kind of information.'],
      vague:
        'Sums with conditions are possible in Google Sheets. You will need some function, and there may be several ways to treat the dates.',
      drift:
        'Google Sheets allows several people to work on the same file at once. You can leave comments and mention colleagues with the @ sign. The version history shows who changed what.',
    },
    {
      id: 'absolute-reference',
      turns: ask(
        'When I copy `=B2*E1` down, it becomes `=B3*E2` and the results are zero. The tax rate is only in E1. How do I fix that?',
      ),
      subject: 'keeping a cell reference in place',
      core: 'Make the reference to the rate absolute with dollar signs: `=B2*$E$1`. Then copy down again.',
      brief: 'Write `=B2*$E$1`. The dollar signs stop the reference from moving when you copy it.',
      points: [
        'A plain reference is relative, which means that it moves along with the formula; a dollar sign pins what follows it.',
        '`$E$1` pins both column and row, `E$1` only the row, and `$E1` only the column.',
        'Put the cursor on E1 in the formula and press F4 (on a Mac Cmd+T) to step through the four forms.',
        'Or give the cell the name `tax_rate`, and write `=B2*tax_rate`, which is easier to read.',
      ],
      caveat: 'The zeros came from E2, E3 and so on being empty, and an empty cell counts as 0 in a product.',
      wrong:
        'Excel cannot refer to the same cell twice, so you have to copy the tax rate into every row from E1 to E500. Or put quotation marks around it, `=B2*"E1"`, which tells Excel not to move it.',
      related: ['Format the tax rate as a percentage.'],
      vague:
        'Copying formulas can have unexpected effects. There are ways to control that, and it may take some trial and error to find the right one.',
      drift:
        'In Excel you can freeze the top row so that the headings stay visible. Use the View menu for it. Coloured sheet tabs help to find your way around large workbooks.',
    },
    {
      id: 'pivot-table',
      turns: ask(
        'I have 3,000 rows of sales: date, product, region, amount. How do I get totals per region?',
        'A pivot table is the quickest way: Insert, PivotTable, then drag region to the rows and amount to the values.',
        'That worked! Now I want months as columns as well, and shares in per cent instead of amounts.',
      ),
      subject: 'months and percentages in a pivot table',
      core: 'Drag **date** to the columns and group it by month; then change the values to **% of Row Total** (or Grand Total).',
      brief:
        'Put the date into the columns, right-click it and group by month and year. Then right-click a value and choose Show Values As, % of Row Total.',
      points: [
        'Right-click any date in the pivot table, choose Group, and select both Months and Years, so that the same months of two years stay apart.',
        'Right-click a value, choose Show Values As, then "% of Row Total" for the share of each month within its region.',
        'To see amounts and shares side by side, drag amount to the values a second time and change only one of them.',
        'After changes in the data press Refresh, because a pivot table does not update by itself.',
      ],
      caveat:
        'If Group is greyed out, at least one date is text or blank; sort the column and look at the top and the bottom to find it.',
      wrong:
        'A pivot table can have rows only, so make twelve pivot tables, one for each month, and put them next to each other. For per cent, divide each amount by 100 and add the sign by hand.',
      related: ['Give the pivot table a sheet of its own.'],
      vague:
        'Pivot tables offer lots of options. You could look around in the menus, as there is surely something for months and for percentages.',
      drift:
        'Sales figures often follow the seasons. A moving average over three months smooths them. For forecasts there is a function called FORECAST, and charts can show a trend line.',
    },
    {
      id: 'text-to-date',
      turns: ask(
        'My export has dates like 20260314 as numbers. How do I turn them into real dates in Excel?',
      ),
      subject: 'turning 20260314 into a date',
      core: 'Cut the number into year, month and day and put them into DATE:',
      brief: '`=DATE(LEFT(A2,4), MID(A2,5,2), RIGHT(A2,2))`, and format the result as a date.',
      example: code('excel', '=DATE(LEFT(A2,4), MID(A2,5,2), RIGHT(A2,2))'),
      exampleIsAnswer: true,
      points: [
        'LEFT takes the first four digits, MID two from the fifth on, RIGHT the last two.',
        'Copy it down, then format the cells as dates; without that you may see a number such as 46095.',
        'Without a formula: select the column, Data, Text to Columns, Next, Next, choose Date: YMD, Finish.',
        'To replace the originals, copy the new column and paste it as values.',
      ],
      caveat: 'Check one date with a day above 12, such as 20260314: it should become 14 March.',
      wrong:
        'Just select the cells and change the format to Date. Excel sees that 20260314 means 14 March 2026 and shows it in the right way. If you see ##### then, the column is simply too narrow.',
      related: ['Dates line up on the right of a cell by default.'],
      vague:
        'Dates are a frequent source of trouble in Excel. It could be a matter of formats or of settings, and different exports behave differently.',
      drift:
        'Excel has functions for working days too. NETWORKDAYS counts the days between two dates without weekends. TODAY gives the current date and is updated when the file is opened.',
    },
    {
      id: 'iferror-division',
      turns: ask(
        'My sheet is full of #DIV/0! because some months have no orders. How do I show an empty cell instead? The formula is =C2/B2.',
      ),
      subject: 'avoiding #DIV/0! in a sheet',
      core: 'Test the divisor before you divide:',
      brief: '`=IF(B2=0, "", C2/B2)`. Better than IFERROR, which would hide other mistakes as well.',
      example: code('excel', '=IF(B2=0, "", C2/B2)'),
      exampleIsAnswer: true,
      points: [
        'It shows nothing when B2 is zero or empty, and the quotient otherwise.',
        '`=IFERROR(C2/B2, "")` is shorter, but hides every other error too, for instance a misspelt name or text in C2.',
        'An empty text is not a number: AVERAGE and SUM skip it, while `=D2+1` on it gives #VALUE!.',
        'For charts use `NA()` in place of `""`, so that the line leaves a gap rather than dropping to zero.',
      ],
      caveat:
        'Do not replace the errors by 0. A month without orders has no average order value, and zeros would pull your yearly mean down.',
      wrong: `Add a tiny number or a one, so that it never divides by zero:

${code('excel', '=C2/(B2+1)')}

This removes all the errors, and the other results stay exactly as they were.`,
      related: ['Conditional formatting can print error values in light grey.'],
      vague:
        'Error values are something that occurs in many sheets. They can be hidden or replaced in some way, depending on what you would like to see.',
      drift:
        'Online shops watch the average order value closely. Free delivery above a certain amount raises it. Newsletters bring customers back, most of all before the holidays.',
    },
    {
      id: 'remove-duplicates',
      turns: ask(
        'I have a list of 800 e-mail addresses with duplicates in Google Sheets. How do I get a clean list without touching the original?',
      ),
      subject: 'a list without duplicates in Google Sheets',
      core: 'Use UNIQUE in an empty column; the original stays as it is:',
      brief: 'In a free column: `=UNIQUE(A2:A801)`. The original is not touched.',
      example: code('excel', '=SORT(UNIQUE(ARRAYFORMULA(LOWER(TRIM(FILTER(A2:A801, A2:A801<>""))))))'),
      exampleIsAnswer: true,
      points: [
        'TRIM takes away stray spaces and LOWER makes Ann@x.org and ann@x.org the same, so that both count as one.',
        'FILTER leaves out the empty rows, and SORT puts the result in order.',
        'The list follows the original: a new address inside the range appears at once.',
        'To see which ones were repeated, add `=COUNTIF(A:A, A2)` next to the original and look for 2 and more.',
      ],
      caveat:
        'If you only need it once, copy the column to a new sheet and use Data, Data cleanup, Remove duplicates there.',
      wrong:
        'Mark the original column and press Delete on each address that you have seen before; with 800 rows that takes just a few minutes. Google Sheets has no function for it, and UNIQUE only works with numbers.',
      related: ['Give the clean list a heading of its own.'],
      vague:
        'Duplicates can be a nuisance. Google Sheets has some features for cleaning up data, and you might find something suitable in the menus.',
      drift:
        'When you send newsletters, people must agree to it first and must be able to unsubscribe. The best time is said to be Tuesday morning. Short subject lines are opened more often.',
    },
    {
      id: 'budget-sheet',
      turns: ask(
        'Design a simple monthly budget sheet for me: which columns, which formulas? Show a small example as a table.',
      ),
      subject: 'designing a monthly budget sheet',
      core: 'Use one row for each category and four columns; only the planned and the actual amounts are typed in.',
      brief:
        'Four columns: category, planned, actual, left. In the last one write `=B2-C2` and copy it down, with a SUM under each column. For example: Food, 350 planned, 310 actual, 40 left.',
      example: `| | A: Category | B: Planned | C: Actual | D: Left |
| --- | --- | --- | --- | --- |
| 2 | Rent | 900 | 900 | \`=B2-C2\` |
| 3 | Food | 350 | 310 | \`=B3-C3\` |
| 4 | Transport | 80 | 95 | \`=B4-C4\` |
| 5 | **Total** | \`=SUM(B2:B4)\` | \`=SUM(C2:C4)\` | \`=B5-C5\` |`,
      exampleIsAnswer: true,
      points: [
        'Type the formula in D2 once and copy it down; the rows adjust by themselves.',
        'In the example D4 shows −15, so transport is over its plan; a conditional format can colour such cells red.',
        'Keep your bookings in a second sheet (date, category, amount) and fill column C with `=SUMIFS(Bookings!C:C, Bookings!B:B, A2)`.',
        'For the next month, duplicate the sheet and clear only what you typed.',
      ],
      caveat:
        'Begin with eight to ten categories; more of them make the sheet exact and the habit short-lived.',
      wrong:
        'Put everything in one cell, for example "rent 900 food 350 transport 80", and write =SUM(A1) next to it. The function finds the numbers in the text and adds them. More columns are not needed.',
      related: ['Back the file up from time to time.'],
      vague:
        'A budget sheet can be simple or detailed, whatever works for you. Some columns for income and expenses would probably be useful.',
      drift:
        'There are many ways to save money in everyday life. Cook at home more often, compare power providers once a year, and buy seasonal vegetables. Libraries lend films and games too.',
    },
  ],
};
