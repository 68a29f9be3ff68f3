-- How a report came to count as accepted: link, noted, deemed. Until now there was the link alone.
ALTER TABLE report ADD COLUMN accepted_how TEXT;
UPDATE report SET accepted_how = 'link' WHERE accepted_at IS NOT NULL;
