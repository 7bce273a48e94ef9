-- Published appointments of practices, in the columns that measures read.
SELECT practice_code, month, mode, status, appointments FROM gp_appointment
