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

CREATE TYPE factverdict;

CREATE FUNCTION factverdict_in(cstring) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_in(cstring) IS 'text input of factverdict; 22P02 for anything but a verdict';
CREATE FUNCTION factverdict_out(factverdict) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_out(factverdict) IS 'text output of factverdict: the name in lower case, with hyphens';
CREATE FUNCTION factverdict_recv(internal) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_recv(internal) IS 'binary input of factverdict: version byte 1, then the text form; 22P03 for anything text input would refuse';
CREATE FUNCTION factverdict_send(factverdict) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_send(factverdict) IS 'binary output of factverdict: version byte 1, then the text form';

CREATE TYPE factverdict (
    INPUT = factverdict_in, OUTPUT = factverdict_out, RECEIVE = factverdict_recv, SEND = factverdict_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain
);
COMMENT ON TYPE factverdict IS 'what a fact-check found: false to true, or off the scale; one byte';

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

CREATE FUNCTION factverdict_from_text(text) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_from_text(text) IS 'text to factverdict, as text input reads it';
CREATE FUNCTION factverdict_to_text(factverdict) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_to_text(factverdict) IS 'factverdict to text, as text output prints it';
CREATE CAST (text AS factverdict) WITH FUNCTION factverdict_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS factverdict) IS 'read a verdict';
CREATE CAST (factverdict AS text) WITH FUNCTION factverdict_to_text(factverdict) AS ASSIGNMENT;
COMMENT ON CAST (factverdict AS text) IS 'print a verdict';
