-- Each use of personalised care in every window that holds its day: the month, the quarter, and the financial year up to
-- each later month. The person stands in the practice that they are registered with on the window's last day, or were
-- last: who leaves or dies after the use has used it all the same, and a year to date does not fall.
WITH used AS (
  SELECT person_token, 'referral' AS component, role, referred_on AS used_on
  FROM episode
  WHERE decision <> 'declined'
  UNION ALL
  SELECT person_token, component, 'all', event_on
  FROM coded_event
  LATERAL VIEW inline(
    CASE concept
      WHEN 'shared_decision_making' THEN array(struct('shared_decision'))
      WHEN 'plan_agreed' THEN array(struct('plan'))
      WHEN 'social_prescribing_referral' THEN array(struct('coded_referral'))
      WHEN 'social_prescribing_declined' THEN array(struct('coded_decline'))
    END
  ) part AS component
  UNION ALL
  SELECT person_token, 'plan', 'all', plan_agreed_on
  FROM referral
  WHERE plan_agreed_on IS NOT NULL
  UNION ALL
  SELECT person_token, 'plan', 'all', agreed_on
  FROM care_plan
  WHERE known_from = 'plan_system' AND agreed_on IS NOT NULL
  UNION ALL
  SELECT person_token, 'activation', 'all', measured_on
  FROM activation
),
held AS (
  SELECT MAX(month) AS last_month FROM sender_period
),
dated AS (
  SELECT DISTINCT person_token, component, role, CAST(trunc(used_on, 'MM') AS DATE) AS used_month FROM used
  UNION
  -- A budget is used in every month in payment.
  SELECT person_token, 'budget', 'all', paid_month
  FROM budget
  CROSS JOIN held
  LATERAL VIEW explode(
    sequence(
      CAST(trunc(started_on, 'MM') AS DATE),
      CAST(trunc(least(ended_on, last_month), 'MM') AS DATE),
      INTERVAL 1 MONTH
    )
  ) part AS paid_month
  WHERE started_on <= least(ended_on, last_day(last_month)) AND trunc(started_on, 'MM') <= last_month
),
stay AS (
  -- A stay reaches to the next one: who left or died stands where they were last.
  SELECT *, lead(valid_from) OVER (PARTITION BY person_token ORDER BY valid_from) AS next_from FROM person
),
windowed AS (
  SELECT DISTINCT person_token, component, role, window, month
  FROM dated
  CROSS JOIN held
  LATERAL VIEW stack(
    3,
    'month', used_month, used_month,
    'quarter', add_months(trunc(used_month, 'QUARTER'), 2), add_months(trunc(used_month, 'QUARTER'), 2),
    'financial_year_to_date', used_month, make_date(year(add_months(used_month, -3)) + 1, 3, 1)
  ) part AS window, from_month, to_month
  LATERAL VIEW explode(sequence(from_month, to_month, INTERVAL 1 MONTH)) part AS month
  WHERE month <= last_month
)
SELECT
  window,
  month,
  component,
  role,
  windowed.person_token,
  practice_code,
  valid_to IS NULL OR valid_to > last_day(month) AS is_registered,
  sex,
  CASE
    WHEN birth_year IS NULL THEN 'not_recorded'
    WHEN year(month) - birth_year < 20 THEN '0_19'
    WHEN year(month) - birth_year < 40 THEN '20_39'
    WHEN year(month) - birth_year < 65 THEN '40_64'
    WHEN year(month) - birth_year < 80 THEN '65_79'
    ELSE '80_and_over'
  END AS age_band,
  ethnic_group,
  deprivation_quintile
FROM windowed
JOIN stay
  ON stay.person_token = windowed.person_token
  AND valid_from <= last_day(month)
  AND (next_from IS NULL OR next_from > last_day(month))
