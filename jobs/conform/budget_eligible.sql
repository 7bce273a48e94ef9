-- People with a right to have a budget, as boards count them.
SELECT icb_code, month, eligibility_group, people FROM budget_eligible
