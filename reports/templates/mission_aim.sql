-- The aims of strategy boards.
SELECT aim, ods_code, title, owner, measure_ids, note
FROM board_aim
ORDER BY aim, ods_code NULLS FIRST
