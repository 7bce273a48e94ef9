-- Every day on which a plan was reviewed, over all versions that were delivered. A version names its last review alone, so
-- that the newest one says nothing of reviews before it. The plan of a referral goes by the number of the referral.
SELECT DISTINCT plan_id, 'plan_system' AS known_from, reviewed_on
FROM delivered_care_plan
WHERE reviewed_on IS NOT NULL
UNION ALL
SELECT DISTINCT referral_id, 'referral', plan_reviewed_on
FROM delivered_referral
WHERE plan_reviewed_on IS NOT NULL
