-- What each review of a budget found, over all versions that were delivered. A version names its latest review alone, so
-- that the newest one says nothing of reviews before it. Of a day that several versions name, the newest of them holds.
SELECT budget_id, reviewed_on, outcome_met
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY budget_id, reviewed_on ORDER BY month DESC, delivery_id) AS version
  FROM delivered_budget
  WHERE reviewed_on IS NOT NULL
)
WHERE version = 1
