-- People with budgets, by what happened to the budget in the window: adults with ongoing budgets as the whole, by group and
-- by mode; wheelchair budgets, budgets paid once and children's budgets apart. Each part stands beside the people that it
-- is divided by, and is there with nobody where budgets were delivered and nobody has one.
WITH counted AS (
  SELECT practice_code, window, month, state, breakdown, category, COUNT(DISTINCT person_token) AS people
  FROM budget_window
  LATERAL VIEW stack(
    4,
    'all', CASE WHEN kind = 'adult' THEN 'all' END,
    'eligibility_group', CASE WHEN kind = 'adult' THEN eligibility_group END,
    'mode', CASE WHEN kind = 'adult' THEN mode END,
    'apart', CASE WHEN kind <> 'adult' THEN kind END
  ) part AS breakdown, category
  WHERE category IS NOT NULL
  GROUP BY practice_code, window, month, state, breakdown, category
),
divided AS (
  SELECT practice_code, window, month, state, breakdown, category, registered
  FROM submitted_window
  LATERAL VIEW explode(array('active', 'in_payment', 'started', 'ended')) part AS state
  LATERAL VIEW stack(
    11,
    'all', 'all', registered_adults,
    'eligibility_group', 'adult_chc', registered_adults,
    'eligibility_group', 'section_117', registered_adults,
    'eligibility_group', 'other', registered_adults,
    'mode', 'notional', registered_adults,
    'mode', 'third_party', registered_adults,
    'mode', 'direct_payment', registered_adults,
    'mode', 'mixed', registered_adults,
    'apart', 'wheelchair', CAST(registered_patients AS DECIMAL(18, 2)),
    'apart', 'one_off', CAST(registered_patients AS DECIMAL(18, 2)),
    'apart', 'child', CAST(registered_patients - registered_adults AS DECIMAL(18, 2))
  ) part AS breakdown, category, registered
  WHERE feed = 'budget' AND window <> 'month'
)
SELECT
  divided.practice_code,
  divided.window,
  divided.month,
  divided.state,
  divided.breakdown,
  divided.category,
  COALESCE(people, 0) AS people,
  registered
FROM divided
LEFT JOIN counted
  ON counted.practice_code = divided.practice_code
  AND counted.window = divided.window
  AND counted.month = divided.month
  AND counted.state = divided.state
  AND counted.breakdown = divided.breakdown
  AND counted.category = divided.category
