-- Words that the agency renamed, as JSON by the word's code.
ALTER TABLE agency ADD COLUMN labels TEXT NOT NULL DEFAULT '{}';
