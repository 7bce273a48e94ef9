-- What is published, of sub-ICB locations that can be placed.
SELECT sub_icb_code, month, kind, eligible_at_quarter_end, referrals_completed, completed_within_28_days
FROM chc_quarter
WHERE sub_icb_code IN (SELECT sub_icb_code FROM practice_membership)
