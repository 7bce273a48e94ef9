-- What a board states that its programme cost in a financial year, and the people referred in that year, by role; where
-- nearly all its patients' practices delivered referrals for the whole year.
WITH belonging AS (
  SELECT
    board_practice.practice_code,
    icb_code,
    board_practice.month,
    board_practice.registered_patients,
    submitted_window.practice_code IS NOT NULL AS is_whole
  FROM board_practice
  JOIN reporting_month ON reporting_month.month = board_practice.month
  LEFT JOIN submitted_window
    ON submitted_window.practice_code = board_practice.practice_code
    AND submitted_window.month = board_practice.month
    AND feed = 'referral'
    AND window = 'financial_year_to_date'
  WHERE month(board_practice.month) = 3 AND board_practice.registered_patients > 0
),
whole AS (
  SELECT icb_code, month
  FROM belonging
  GROUP BY icb_code, month
  HAVING 100 * SUM(CASE WHEN is_whole THEN registered_patients ELSE 0 END)
    >= (SELECT amount FROM people_threshold WHERE threshold = 'board_whole') * SUM(registered_patients)
),
referred AS (
  SELECT icb_code, belonging.month, referred_to, COUNT(DISTINCT person_token) AS people
  FROM belonging
  JOIN person_window
    ON person_window.practice_code = belonging.practice_code
    AND person_window.month = belonging.month
    AND person_window.window = 'financial_year_to_date'
    AND component = 'referral'
  LATERAL VIEW stack(2, 'all', role) part AS referred_to
  WHERE is_whole
  GROUP BY icb_code, belonging.month, referred_to
)
SELECT
  programme_cost.icb_code AS organisation_code,
  'financial_year_to_date' AS window,
  programme_cost.month,
  CASE WHEN role = 'all' THEN 'all' ELSE 'role' END AS breakdown,
  role AS category,
  NULL AS value,
  cost_gbp AS numerator,
  COALESCE(people, 0) AS denominator,
  NULL AS sum_of_squares
FROM programme_cost
JOIN whole ON whole.icb_code = programme_cost.icb_code AND whole.month = programme_cost.month
LEFT JOIN referred
  ON referred.icb_code = programme_cost.icb_code
  AND referred.month = programme_cost.month
  AND referred.referred_to = programme_cost.role
