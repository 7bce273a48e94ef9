-- A set without the aims of a strategy board has an empty table of them.
CREATE TABLE prepared.board_aim(aim INT, ods_code VARCHAR, title VARCHAR, owner VARCHAR, measure_ids VARCHAR, note VARCHAR)
