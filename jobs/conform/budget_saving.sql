-- What budgets in payment saved or cost more in the financial year to the end of each quarter. Net cost is what was paid
-- less what was reclaimed; of a closed budget whose payments are all evidenced or unspent, the part that is evidenced.
-- The full-year effect raises the net cost of all days in payment so far to a year, as far back as payments were
-- delivered without a gap: a few days of one year tell little, for payments come by the month.
-- Prices of the financial year and of the one before are taken as the same (assumed); other ones cannot be compared.
-- The person stands in the practice that they are registered with at the window's end, or were last, or else as the team
-- states.
WITH period AS (
  SELECT DISTINCT month, first_on, last_on
  FROM submitted_window
  WHERE feed = 'budget' AND window = 'financial_year_to_date' AND month(month) % 3 = 0
),
stay AS (
  -- A stay reaches to the next one: who left or died stands where they were last.
  SELECT *, lead(valid_from) OVER (PARTITION BY person_token ORDER BY valid_from) AS next_from FROM person
),
held AS (
  -- From when to when payments were delivered without a gap.
  SELECT practice_code, MIN(first_on) AS held_from, unbroken_to
  FROM submitted_window
  WHERE feed = 'budget_payment' AND window = 'month'
  GROUP BY practice_code, unbroken_to
),
placed AS (
  SELECT
    period.month,
    first_on,
    last_on,
    COALESCE(stay.practice_code, budget.practice_code) AS practice_code,
    budget.budget_id,
    budget.person_token,
    kind,
    eligibility_group,
    mode,
    is_fast_track,
    started_on,
    ended_on,
    conventional_cost_gbp,
    conventional_cost_status,
    price_year,
    is_need_unchanged,
    set_up_gbp,
    brokerage_gbp + employer_gbp AS yearly_extra_gbp
  FROM budget
  JOIN period ON started_on <= last_on AND (ended_on IS NULL OR ended_on >= first_on)
  LEFT JOIN stay
    ON stay.person_token = budget.person_token
    AND valid_from <= last_on
    AND (next_from IS NULL OR next_from > last_on)
),
lasting AS (
  SELECT
    placed.*,
    greatest(started_on, held_from) AS counted_from,
    datediff(least(ended_on, last_on), greatest(started_on, first_on)) + 1 AS days,
    datediff(least(ended_on, last_on), greatest(started_on, held_from)) + 1 AS days_so_far
  FROM placed
  LEFT JOIN held ON held.practice_code = placed.practice_code AND last_on BETWEEN held_from AND unbroken_to
),
entry AS (
  -- What is entered before the first day in payment or after the last counts as of that day. Where a yearly cost of
  -- brokerage or of being an employer is stated, the entries for it are left out: nothing is taken off twice.
  SELECT
    budget.budget_id,
    least(greatest(paid_on, started_on), ended_on) AS entered_on,
    paid_gbp,
    evidenced_gbp,
    unspent_gbp,
    reclaimed_gbp
  FROM budget_payment
  JOIN budget ON budget.budget_id = budget_payment.budget_id
  WHERE CASE category WHEN 'brokerage' THEN brokerage_gbp = 0 WHEN 'employer_costs' THEN employer_gbp = 0 ELSE true END
),
reconciled AS (
  -- Evidence may be an entry of its own, later than its payment: a year has its part of all evidence by what it paid.
  SELECT budget_id, SUM(evidenced_gbp) / NULLIF(SUM(paid_gbp), 0) AS evidenced_part
  FROM entry
  GROUP BY budget_id
  HAVING SUM(paid_gbp) = SUM(evidenced_gbp + unspent_gbp) AND SUM(paid_gbp) > 0
),
paid AS (
  SELECT
    month,
    lasting.budget_id,
    MIN(ended_on) <= MIN(last_on) AND MIN(evidenced_part) IS NOT NULL AS is_evidenced,
    MIN(evidenced_part) AS evidenced_part,
    SUM(CASE WHEN entered_on >= first_on THEN paid_gbp END) AS paid_gbp,
    SUM(CASE WHEN entered_on >= first_on THEN reclaimed_gbp END) AS reclaimed_gbp,
    SUM(CASE WHEN entered_on >= counted_from THEN paid_gbp END) AS paid_so_far_gbp,
    SUM(CASE WHEN entered_on >= counted_from THEN reclaimed_gbp END) AS reclaimed_so_far_gbp
  FROM lasting
  JOIN entry ON entry.budget_id = lasting.budget_id AND entered_on <= last_on
  LEFT JOIN reconciled ON reconciled.budget_id = lasting.budget_id
  GROUP BY month, lasting.budget_id
),
judged AS (
  SELECT
    lasting.*,
    CASE WHEN is_evidenced THEN paid_gbp * evidenced_part ELSE paid_gbp - reclaimed_gbp END AS net_gbp,
    CASE
      WHEN is_evidenced THEN paid_so_far_gbp * evidenced_part
      ELSE paid_so_far_gbp - reclaimed_so_far_gbp
    END AS net_so_far_gbp,
    CASE
      WHEN kind = 'one_off' THEN 'one_off'
      WHEN kind = 'wheelchair' THEN 'wheelchair'
      WHEN is_fast_track THEN 'fast_track'
      WHEN days_so_far < (SELECT amount FROM people_threshold WHERE threshold = 'in_payment') THEN 'under_90_days'
      WHEN COALESCE(paid_gbp, 0) = 0 THEN 'no_payment'
      WHEN conventional_cost_gbp IS NULL THEN 'no_conventional_cost'
      WHEN NOT COALESCE(is_need_unchanged, false) THEN 'need_changed'
      WHEN price_year IS NULL THEN 'no_price_year'
      WHEN CAST(left(price_year, 4) AS INT) NOT BETWEEN year(first_on) - 1 AND year(first_on) THEN 'other_price_year'
    END AS left_out
  FROM lasting
  LEFT JOIN paid ON paid.month = lasting.month AND paid.budget_id = lasting.budget_id
)
SELECT
  month,
  budget_id,
  person_token,
  practice_code,
  eligibility_group,
  mode,
  COALESCE(conventional_cost_status, 'not_stated') AS comparator,
  left_out,
  CASE WHEN left_out IS NULL THEN conventional_cost_gbp * days / 365 END AS conventional_gbp,
  CASE
    WHEN left_out IS NULL
      THEN (conventional_cost_gbp - yearly_extra_gbp) * days / 365 - net_gbp
        - CASE WHEN started_on >= first_on THEN set_up_gbp ELSE 0 END
  END AS saving_gbp,
  CASE WHEN left_out IS NULL THEN conventional_cost_gbp END AS full_year_conventional_gbp,
  CASE
    WHEN left_out IS NULL
      THEN conventional_cost_gbp - yearly_extra_gbp - net_so_far_gbp * 365 / days_so_far
        - CASE WHEN started_on >= first_on THEN set_up_gbp ELSE 0 END
  END AS full_year_saving_gbp
FROM judged
WHERE practice_code IS NOT NULL
