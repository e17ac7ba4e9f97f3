/** What `--help` prints. */
export const HELP = `Prints a customer report: NPS by segment; retention by quarter and by cohort, and churn; who is still a customer, by a
model of purchasing that is tested on the second half of the orders; lifetime value; what moving the score pays back,
and how sure that is.

  npm run demo                                             on the sample data
  npm run demo -- --ratings FILE --orders FILE [OPTION]    on your own CSV files; one of them will do
  npm run demo -- --counts FILE [OPTION]                   on ratings that are already counted

In parentheses stands what holds unless told.

Ratings: one line for each answer
  --customer NAME        column of the customer; needed if there are orders too (customer)
  --date NAME            column of the date (date)
  --rating NAME          column of the rating; lines without one are left out (rating)
  --segment NAME         column of the segment, if there is one (segment)
  --scale 0-10 | 1-10    the scale of the ratings (0-10)

Orders: one line for each order
  --customer NAME        column of the customer (customer)
  --date NAME            column of the date (date)
  --amount NAME          column of the amount; below 0 it is a refund (amount)

Counts: one line for each segment and period
  --segment NAME         column of the segment, if there is one (segment)
  --period NAME          column of the period, if there is one (period)
  --region NAME          column of a coarser segment: splits the change of the total into rate and mix by region
  --promoters NAME       columns of the three counts (promoters, passives, detractors)
  --passives NAME
  --detractors NAME
  --responses NAME       column of the number of responses: the three columns are then shares of it

Files
  --delimiter CHARACTER  what separates the fields: a character, "tab" or "whitespace" (,)
  --no-header            the first line is data: columns are told by position, 1 for the first
  --until DATE           the last day of the data; later lines are left out (the last date in the file)
  Where two files differ, --ratings- or --orders- in front of customer, date, delimiter or no-header says it for that
  file alone, as does --counts- in front of the last two: --orders-customer NAME.
  Dates are ISO 8601 or yyyymmdd, in UTC.

Assumptions: rates are fractions, money is in the currency of the orders
  --margin FRACTION               of the amount, left after all costs of goods and service (0.4)
  --discount-rate FRACTION        a year (0.1)
  --points NUMBER                 how far the score is to move (10)
  --causal-share FRACTION         of the difference between promoters and detractors, caused by their experience (0.5)
  --years NUMBER                  how many years of value and benefit to count (3)
  --cost-now MONEY                what moving the score costs at the outset (not known: then no return)
  --cost-per-year MONEY           and at the end of each year (not known)
  Without costs, the report has the benefit, which is the most that the programme may cost, and no return.
  --cost-to-serve-saving MONEY    what serving a customer costs less in a year (0)
  --spend-uplift FRACTION         instead of measuring: how much more a customer spends
  --retention-uplift FRACTION     instead of measuring: how much higher yearly retention is; 0.02 lifts 0.80 to 0.82
`;
