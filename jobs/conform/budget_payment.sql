-- The ledger of each budget, each payment under its newest version.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY payment_id, category ORDER BY month DESC, delivery_id) AS version
    FROM budget_payment
  )
  WHERE version = 1
)
SELECT
  budget_id,
  paid_on,
  category,
  MIN(person_token) AS person_token,
  SUM(COALESCE(paid_gbp, 0)) AS paid_gbp,
  SUM(COALESCE(evidenced_gbp, 0)) AS evidenced_gbp,
  SUM(COALESCE(unspent_gbp, 0)) AS unspent_gbp,
  SUM(COALESCE(reclaimed_gbp, 0)) AS reclaimed_gbp
FROM newest
GROUP BY budget_id, paid_on, category
