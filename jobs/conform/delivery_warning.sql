-- What was taken in and looks odd, by who sent it. Nothing is left out because of it; the sender is asked to look.
WITH scored AS (
  SELECT DISTINCT sender_code, person_token, measured_on FROM delivered_activation
),
spaced AS (
  SELECT
    sender_code,
    datediff(measured_on, lag(measured_on) OVER (PARTITION BY person_token ORDER BY measured_on, sender_code)) AS days
  FROM scored
),
paid AS (
  SELECT DISTINCT budget_id FROM budget_payment
),
returned AS (
  SELECT
    icb_code,
    SUM(year_to_date) AS so_far,
    lag(SUM(year_to_date)) OVER (
      PARTITION BY icb_code, age_group, eligibility_group, mode, year(add_months(month, -3)) ORDER BY month
    ) AS before
  FROM budget_quarter
  GROUP BY icb_code, age_group, eligibility_group, mode, month
),
arrived AS (
  SELECT
    sender_code,
    feed,
    rows_in,
    lag(rows_in) OVER (PARTITION BY sender_code, feed ORDER BY period_from, period_to, sequence) AS rows_before
  FROM delivery
  WHERE status = 'accepted' AND feed <> 'permitted_person'
),
odd AS (
  SELECT sender_code, 'activation' AS feed, 'level_and_score_disagree' AS rule
  FROM scored
  JOIN activation ON activation.person_token = scored.person_token AND activation.measured_on = scored.measured_on
  WHERE level <> level_by_cut_off
  UNION ALL
  SELECT sender_code, 'activation', 'second_score_too_early'
  FROM spaced
  WHERE days > 0 AND days < (SELECT amount FROM people_threshold WHERE threshold = 'early_follow_up')
  UNION ALL
  SELECT sender_code, 'budget', 'direct_payment_without_payments'
  FROM budget
  LEFT JOIN paid ON paid.budget_id = budget.budget_id
  WHERE mode = 'direct_payment'
    AND paid.budget_id IS NULL
    AND date_add(started_on, (SELECT CAST(amount AS INT) - 1 FROM people_threshold WHERE threshold = 'in_payment'))
      <= (SELECT last_day(MAX(month)) FROM sender_period WHERE feed = 'budget_payment' AND has_submitted)
  UNION ALL
  SELECT one.sender_code, 'budget', 'two_modes_on_one_day'
  FROM budget AS one
  JOIN budget AS other
    ON other.person_token = one.person_token
    AND other.kind = one.kind
    AND other.mode <> one.mode
    AND other.started_on <= one.started_on
    AND (other.started_on < one.started_on OR other.budget_id < one.budget_id)
    AND (other.ended_on IS NULL OR other.ended_on >= one.started_on)
  WHERE one.kind IN ('adult', 'child')
  UNION ALL
  SELECT icb_code, 'budget_quarter', 'fall_within_the_year'
  FROM returned
  JOIN (SELECT DISTINCT sender_code FROM delivery) AS sender ON sender.sender_code = icb_code
  WHERE so_far < before
  UNION ALL
  SELECT sender_code, feed, 'none_after_some' FROM arrived WHERE rows_in = 0 AND rows_before > 0
)
SELECT sender_code, feed, rule, COUNT(*) AS times FROM odd GROUP BY sender_code, feed, rule
