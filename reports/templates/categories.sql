-- The breakdowns that charts draw, of one organisation.
SELECT measure_id, breakdown, category, "window", period_start, period_end, value, value_state, value_marks, unit, numerator, denominator, lower_ci, upper_ci
FROM category_figure
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code}
  AND (breakdown = 'deprivation_quintile' AND measure_id IN ('people_referred_per_1000', 'referral_contacted_within_28_days_percent', 'people_referred')
    OR breakdown = 'level' AND measure_id = 'activation_levels'
    OR breakdown = 'comparator' AND measure_id = 'budget_saving_gbp'
    OR breakdown = 'ledger' AND measure_id = 'budget_ledger_gbp')
ORDER BY measure_id, breakdown, category
