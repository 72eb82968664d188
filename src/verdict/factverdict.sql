--| ## factverdict
--|
--| A fact-check's finding, as one byte. In the type's order:
--|
--| - on the scale `false` < `mostly-false` < `mixed` < `mostly-true` < `true`;
--| - off it, sorted after `true`: `unproven`, `missing-context`, `altered`, `satire`, `opinion`,
--|   `outdated`.
--|
--| Input takes any case, and blanks or underscores for the hyphens: `Mostly False`. Where "at most
--| mostly false" is meant, `<= 'mostly-false'` says it; "at least mostly true" is
--| `BETWEEN 'mostly-true' AND 'true'`, or `factverdict_value(v) >= 0.75`.

--@ src/text/text_type.sql.in
--@     type         factverdict
--@     description  what a fact-check found: false to true, or off the scale; one byte
--@     input        text input of factverdict; 22P02 for anything but a verdict
--@     output       text output of factverdict: the name in lower case, with hyphens
--@     storage      INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain

--| ### Comparing verdicts

--@ src/index/comparison.sql.in
--@     type            factverdict
--@     same            the same verdict
--@     other           another verdict
--@     before          before in the type''s order: worse, on the scale
--@     before_or_same  before in the type''s order, or the same
--@     after           after in the type''s order: better, on the scale; what is off it comes after true
--@     after_or_same   after in the type''s order, or the same

--@ src/index/operator_classes.sql.in
--@     type          factverdict
--@     order         the type''s order: the scale, then what is off it
--@     family_order  order of verdicts
--@     equality      equality of verdicts
--@     hashed        the verdict''s byte

--| ### The scale, and what a reader is shown
--|
--| A number on a publisher's scale becomes the nearest of the five verdicts; half-way between two,
--| the one nearer to `mixed`. So 1 to 5 are the five in turn, 1 to 4 are false, mostly-false,
--| mostly-true and true, and 12.5 of 100 is mostly-false. A scale on which 1 is best is given as
--| it is: worst 5, best 1.
--|
--| Titles are in English, Chinese (traditional and simplified script), Japanese, Korean, Spanish,
--| French, German, Portuguese, Italian, Dutch, Polish, Russian, Turkish, Indonesian and Vietnamese.
--| The language is a BCP 47 tag in any case, looked up by RFC 4647: `zh-Hant-TW`, then `zh-Hant`.
--| `zh-TW`, `zh-HK` and `zh-MO` mean the traditional script, other Chinese without a script the
--| simplified one.

CREATE FUNCTION factverdict_on_scale(factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_on_scale(factverdict) IS 'whether it is one of false to true';
CREATE FUNCTION factverdict_value(factverdict) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_value(factverdict) IS 'false 0, mostly-false 0.25, mixed 0.5, mostly-true 0.75, true 1; NULL off the scale';
CREATE FUNCTION factverdict_title(verdict factverdict, lang text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_title(factverdict, text) IS 'what a reader is shown, "Mostly false" or "大部分錯誤"; English where the language is NULL or unknown';
CREATE FUNCTION factverdict_from_number(value double precision, worst double precision, best double precision) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_from_number(double precision, double precision, double precision) IS 'the verdict of a number on a scale; 22003 outside the scale or not finite, 22023 where the ends are equal';

--| ### Casts

--@ src/text/text_casts.sql.in
--@     type   factverdict
--@     value  a verdict
