--| ## factverdict
--|
--| The finding of a fact-check, stored in one byte.
--|
--| ```sql
--| SELECT 'Mostly False'::factverdict AS verdict, factverdict_value('mostly-false') AS value,
--|        factverdict_title('mostly-false', 'zh-Hant') AS title,
--|        factverdict_from_rating('Pants on Fire!', 'PolitiFact', 'en') AS rating;
--| ```
--| ```
--|    verdict    | value |   title    | rating 
--| --------------+-------+------------+--------
--|  mostly-false |  0.25 | 大部分錯誤 | false
--| ```
--|
--| The values, in sort order:
--|
--| - on the scale: `false` < `mostly-false` < `mixed` < `mostly-true` < `true`;
--| - off the scale, after `true`: `unproven`, `missing-context`, `altered`, `satire`, `opinion`,
--|   `outdated`.
--|
--| Input ignores case, and accepts blanks or underscores in place of the hyphens: `Mostly False`.
--| For "mostly false or worse" write `<= 'mostly-false'`. Because values off the scale sort after
--| `true`, "mostly true or better" is `BETWEEN 'mostly-true' AND 'true'` or
--| `factverdict_value(v) >= 0.75`.

--@ src/text/text_type.sql.in
--@     type         factverdict
--@     description  the finding of a fact-check, from false to true or off that scale, in one byte
--@     input        text input of factverdict
--@     output       text output of factverdict: the name in lower case, with hyphens
--@     storage      INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain

--| ### Comparing verdicts

--@ src/index/comparison.sql.in
--@     type            factverdict
--@     same            whether both verdicts are the same
--@     other           whether the verdicts differ
--@     before          whether the left verdict sorts before the right one; on the scale, whether it is worse
--@     before_or_same  whether the left verdict sorts before the right one or is equal
--@     after           whether the left verdict sorts after the right one; on the scale, whether it is better
--@     after_or_same   whether the left verdict sorts after the right one or is equal

--@ src/index/operator_classes.sql.in
--@     type          factverdict
--@     order         the order of the type: the scale, then the verdicts off it
--@     family_order  order of verdicts
--@     equality      equality of verdicts
--@     hashed        the verdict''s byte

--| ### Scale and titles
--|
--| `factverdict_from_number` returns the verdict nearest to a number on a publisher's scale;
--| halfway between two verdicts, the one nearer to `mixed`. So the numbers of a scale from 1 to 5
--| are the five verdicts in turn, those of a scale from 1 to 4 are `false`, `mostly-false`,
--| `mostly-true` and `true`, and 12.5 on a scale from 0 to 100 is `mostly-false`. If 1 is the best
--| rating, pass 5 as the worst and 1 as the best. The function raises 22003 for a number that is
--| outside the scale or not finite, and 22023 if both ends are equal.
--|
--| `factverdict_title` knows English, Chinese (traditional and simplified script), Japanese,
--| Korean, Spanish, French, German, Portuguese, Italian, Dutch, Polish, Russian, Turkish,
--| Indonesian and Vietnamese. The language is a BCP 47 tag in any case, looked up as in RFC 4647:
--| `zh-Hant-TW`, then `zh-Hant`. `zh-TW`, `zh-HK` and `zh-MO` mean the traditional script, any
--| other Chinese tag without a script the simplified one. If the language is NULL or unknown, the
--| title is in English.

CREATE FUNCTION factverdict_on_scale(factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_on_scale(factverdict) IS 'whether the verdict is on the scale from false to true';
CREATE FUNCTION factverdict_value(factverdict) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_value(factverdict) IS 'the position on the scale, from 0 for false to 1 for true; NULL off the scale';
CREATE FUNCTION factverdict_title(verdict factverdict, lang text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_title(factverdict, text) IS 'the verdict in the words to show to a reader, such as "Mostly false" or "大部分錯誤"';
CREATE FUNCTION factverdict_from_number(value double precision, worst double precision, best double precision) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_from_number(double precision, double precision, double precision) IS 'the verdict nearest to a number on a scale';

--| ```sql
--| SELECT factverdict_on_scale('mixed'), factverdict_on_scale('satire');    -- true, false
--| SELECT factverdict_from_number(2, worst => 1, best => 5);    -- mostly-false
--| ```

--| ### Casts

--@ src/text/text_casts.sql.in
--@     type   factverdict
--@     value  a verdict

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `verdict::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type  factverdict
