-- Version 2: what the reading hands over of its words, so that nothing here reads a language. Of readings that an older
-- program made, reading again fills it in; until then a figure counts whoever the claim says underwent it, and is no part of another.

ALTER TABLE version ADD COLUMN outlet_key TEXT;       -- the outlet's name as the letters and digits of its words that say something

ALTER TABLE claim_source ADD COLUMN key TEXT;         -- what makes two phrases one body: words without determiners, case, accents

ALTER TABLE claim_figure ADD COLUMN counted TEXT;     -- whom: 'people', 'casualties', 'civilians', 'children', 'women', 'soldiers', …
ALTER TABLE claim_figure ADD COLUMN lemma TEXT;       -- the noun for them, in the singular
ALTER TABLE claim_figure ADD COLUMN part_of INTEGER;  -- number of the figure that it is a part of; 0 where the claim has none such
ALTER TABLE claim_figure ADD COLUMN numeral TEXT NOT NULL DEFAULT 'number'; -- 'number', 'several', 'tens', 'dozens', 'hundreds', …

-- An origin that is words came from the last source with a name.
UPDATE claim_source SET key = (SELECT substr(c.origin, 2) FROM claim c WHERE c.claim = claim_source.claim)
WHERE number = (SELECT max(s.number) FROM claim_source s WHERE s.claim = claim_source.claim AND s.anonymous = 0)
  AND EXISTS (SELECT 1 FROM claim c WHERE c.claim = claim_source.claim AND substr(c.origin, 1, 1) = '~');
