-- How far the referrals of one cohort got: the latest quarter, or else year to date, that shows most of the stages.
WITH stage AS (
  SELECT p.measure_id, p."window", p.period_start, p.period_end, p.value, p.value_state, p.value_marks, p.numerator, p.denominator, d.title
  FROM published_measure p
  JOIN measure d ON d.measure_id = p.measure_id
  WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.breakdown = 'all' AND p."window" IN ('quarter', 'financial_year_to_date')
    AND p.boundary_view = CASE WHEN p.org_level = 'practice' THEN 'current' ELSE 'as_reported' END
    AND p.measure_id IN ('referral_contacted_within_28_days_percent', 'referral_plan_within_90_days_percent', 'referral_support_within_90_days_percent', 'referral_outcome_within_180_days_percent')),
cohort AS (
  SELECT "window", period_end
  FROM stage
  GROUP BY "window", period_end
  HAVING period_end > (SELECT max(period_end) FROM stage) - INTERVAL 18 MONTH AND count(*) FILTER (value_state = 'shown') > 0
  ORDER BY count(*) FILTER (value_state = 'shown') DESC, period_end DESC, "window" DESC
  LIMIT 1)
SELECT s.*
FROM stage s
JOIN cohort c ON c."window" = s."window" AND c.period_end = s.period_end
ORDER BY list_position(['referral_contacted_within_28_days_percent', 'referral_plan_within_90_days_percent', 'referral_support_within_90_days_percent', 'referral_outcome_within_180_days_percent'], s.measure_id)
