-- What was prepared is read by its plain name.
SET search_path = 'published.main,prepared.main'
