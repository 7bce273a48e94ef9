-- The breakdowns that charts draw, of one organisation.
SELECT measure_id, breakdown, category, "window", period_start, period_end, value, value_state, value_marks, unit, numerator, denominator, lower_ci, upper_ci
FROM category_figure
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code}
  AND (breakdown = 'deprivation_quintile' AND measure_id IN ('people_referred_per_1000', 'referral_contacted_within_28_days_percent', 'people_referred')
    OR breakdown = 'level' AND measure_id = 'activation_levels'
    OR breakdown = 'comparator' AND measure_id = 'budget_saving_gbp')
UNION ALL
-- The ledger in one period: what was paid, what became of it, and what else it holds.
SELECT DISTINCT p.measure_id, p.breakdown, p.category, p."window", p.period_start, p.period_end, p.value, p.value_state, p.value_marks, p.unit, p.numerator, p.denominator, p.lower_ci, p.upper_ci
FROM category_figure c
JOIN published_measure p ON p.org_level = c.org_level AND p.ods_code = c.ods_code AND p.measure_id = c.measure_id AND p."window" = c."window" AND p.period_end = c.period_end
WHERE c.org_level = $P{org_level} AND c.ods_code = $P{ods_code} AND c.measure_id = 'budget_ledger_gbp' AND c.breakdown = 'account' AND p.breakdown IN ('all', 'account', 'ledger')
ORDER BY measure_id, breakdown, category
