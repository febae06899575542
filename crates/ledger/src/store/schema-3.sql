-- JSON: [{folder, digest}, …]: the user's lexicons that it was made with
ALTER TABLE reading ADD COLUMN lexicons TEXT NOT NULL DEFAULT '[]';
