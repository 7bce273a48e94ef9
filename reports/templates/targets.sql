-- Targets of one measure of one organisation.
SELECT valid_from, valid_to, value, label, source
FROM target
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code} AND measure_id = $P{measure_id}
ORDER BY valid_from
