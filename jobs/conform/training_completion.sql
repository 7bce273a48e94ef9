-- Courses of the list, of networks that can be placed.
SELECT pcn_code, month, role, training_completion.course, completions, staff_trained, staff_in_post
FROM training_completion
JOIN training_course ON training_course.course = training_completion.course
WHERE pcn_code IN (SELECT pcn_code FROM practice_membership)
