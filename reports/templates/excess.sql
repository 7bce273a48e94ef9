-- How few practices account for half of the volume above the middle practice.
SELECT practices, practices_for_half, practice_codes, period_end
FROM excess
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code} AND measure_id = $P{measure_id}
ORDER BY period_end DESC
LIMIT 1
