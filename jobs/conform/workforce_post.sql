-- Posts of networks that can be placed.
SELECT pcn_code, month, role, established_wte, vacant_wte, staff_in_post, staff_supervised
FROM workforce_post
WHERE pcn_code IN (SELECT pcn_code FROM practice_membership)
