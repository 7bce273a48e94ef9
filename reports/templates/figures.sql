-- Every latest figure of one organisation.
SELECT *
FROM figure
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code}
ORDER BY list_position(['prescribing', 'referrals', 'activation', 'budgets'], chapter), position, measure_id
