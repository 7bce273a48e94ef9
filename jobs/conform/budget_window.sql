-- Budgets by quarter and by financial year to date: active on the last day, in payment on any day, started, ended; and
-- with the pounds of the window's ledger, which also has what is entered before the first day in payment or after the
-- last. The person stands in the practice that they are registered with at the window's end, or were last, or else as the
-- budget team states, so that a budget of the year to date is never lost before the year is over. Aftercare and other
-- budgets are of adults and of children: who is under 18 in the year in which the financial year began is a child for
-- all of it, so that nobody passes from one count of the year to date to the other.
WITH period AS (
  SELECT DISTINCT window, month, first_on, last_on
  FROM submitted_window
  WHERE feed = 'budget' AND window <> 'month'
),
stay AS (
  -- A stay reaches to the next one: who left or died stands where they were last.
  SELECT *, lead(valid_from) OVER (PARTITION BY person_token ORDER BY valid_from) AS next_from FROM person
),
entered AS (
  SELECT
    window,
    month,
    budget_id,
    SUM(paid_gbp) AS paid_gbp,
    SUM(evidenced_gbp) AS evidenced_gbp,
    SUM(unspent_gbp) AS unspent_gbp,
    SUM(reclaimed_gbp) AS reclaimed_gbp
  FROM budget_payment
  JOIN period ON paid_on BETWEEN first_on AND last_on
  GROUP BY window, month, budget_id
),
lasting AS (
  SELECT
    period.window,
    period.month,
    first_on,
    last_on,
    budget.budget_id,
    person_token,
    practice_code AS stated_code,
    kind,
    eligibility_group,
    mode,
    started_on,
    ended_on,
    paid_gbp,
    evidenced_gbp,
    unspent_gbp,
    reclaimed_gbp,
    COALESCE(started_on <= last_on AND (ended_on IS NULL OR ended_on >= first_on), false) AS is_in_payment,
    entered.budget_id IS NOT NULL AS is_entered
  FROM budget
  CROSS JOIN period
  LEFT JOIN entered
    ON entered.budget_id = budget.budget_id AND entered.window = period.window AND entered.month = period.month
)
SELECT
  window,
  month,
  state,
  budget_id,
  lasting.person_token,
  COALESCE(practice_code, stated_code) AS practice_code,
  CASE
    WHEN kind = 'adult' AND eligibility_group IN ('section_117', 'other') AND year(add_months(month, -3)) - birth_year < 18
      THEN 'child'
    ELSE kind
  END AS kind,
  eligibility_group,
  mode,
  COALESCE(paid_gbp, 0) AS paid_gbp,
  COALESCE(evidenced_gbp, 0) AS evidenced_gbp,
  COALESCE(unspent_gbp, 0) AS unspent_gbp,
  COALESCE(reclaimed_gbp, 0) AS reclaimed_gbp,
  COALESCE(sex, 'not_recorded') AS sex,
  CASE
    WHEN birth_year IS NULL THEN 'not_recorded'
    WHEN year(month) - birth_year < 20 THEN '0_19'
    WHEN year(month) - birth_year < 40 THEN '20_39'
    WHEN year(month) - birth_year < 65 THEN '40_64'
    WHEN year(month) - birth_year < 80 THEN '65_79'
    ELSE '80_and_over'
  END AS age_band,
  COALESCE(ethnic_group, 'not_recorded') AS ethnic_group,
  COALESCE(deprivation_quintile, 'not_recorded') AS deprivation_quintile
FROM lasting
LEFT JOIN stay
  ON stay.person_token = lasting.person_token
  AND valid_from <= last_on
  AND (next_from IS NULL OR next_from > last_on)
LATERAL VIEW stack(
  5,
  'active', is_in_payment AND (ended_on IS NULL OR ended_on >= last_on),
  'in_payment', is_in_payment,
  'started', is_in_payment AND started_on >= first_on,
  'ended', is_in_payment AND ended_on <= last_on,
  'in_ledger', is_in_payment OR is_entered
) part AS state, is_so
WHERE is_so AND COALESCE(practice_code, stated_code) IS NOT NULL
