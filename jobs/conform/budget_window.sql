-- Budgets by quarter and by financial year to date: active on the last day, in payment on any day, started, ended; with
-- what the ledger has for the window. The person stands in the practice that they are registered with at its end, or were
-- last, or else as the budget team states, so that a budget of the year to date is never lost before the year is over.
WITH period AS (
  SELECT DISTINCT window, month, first_on, last_on
  FROM submitted_window
  WHERE feed = 'budget' AND window <> 'month'
),
stay AS (
  -- A stay reaches to the next one: who left or died stands where they were last.
  SELECT *, lead(valid_from) OVER (PARTITION BY person_token ORDER BY valid_from) AS next_from FROM person
),
lasting AS (
  SELECT
    window,
    month,
    first_on,
    last_on,
    budget_id,
    person_token,
    practice_code AS stated_code,
    kind,
    eligibility_group,
    mode,
    started_on,
    ended_on
  FROM budget
  JOIN period ON started_on <= last_on AND (ended_on IS NULL OR ended_on >= first_on)
),
paid AS (
  SELECT
    lasting.window,
    lasting.month,
    lasting.budget_id,
    SUM(paid_gbp) AS paid_gbp,
    SUM(evidenced_gbp) AS evidenced_gbp,
    SUM(unspent_gbp) AS unspent_gbp,
    SUM(reclaimed_gbp) AS reclaimed_gbp
  FROM lasting
  JOIN budget_payment ON budget_payment.budget_id = lasting.budget_id AND paid_on BETWEEN first_on AND last_on
  GROUP BY lasting.window, lasting.month, lasting.budget_id
)
SELECT
  lasting.window,
  lasting.month,
  state,
  lasting.budget_id,
  lasting.person_token,
  COALESCE(practice_code, stated_code) AS practice_code,
  kind,
  eligibility_group,
  mode,
  COALESCE(paid_gbp, 0) AS paid_gbp,
  COALESCE(evidenced_gbp, 0) AS evidenced_gbp,
  COALESCE(unspent_gbp, 0) AS unspent_gbp,
  COALESCE(reclaimed_gbp, 0) AS reclaimed_gbp
FROM lasting
LEFT JOIN stay
  ON stay.person_token = lasting.person_token
  AND valid_from <= last_on
  AND (next_from IS NULL OR next_from > last_on)
LEFT JOIN paid
  ON paid.window = lasting.window AND paid.month = lasting.month AND paid.budget_id = lasting.budget_id
LATERAL VIEW stack(
  4,
  'active', ended_on IS NULL OR ended_on > last_on,
  'in_payment', true,
  'started', started_on >= first_on,
  'ended', ended_on <= last_on
) part AS state, is_so
WHERE is_so AND COALESCE(practice_code, stated_code) IS NOT NULL
