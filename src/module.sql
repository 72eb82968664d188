\echo Use "CREATE EXTENSION factag" to load this file. \quit
--| ## Conventions
--|
--| **Text and binary form.** Every type reads and prints text. Printing is canonical: equal values
--| print alike, and what a type prints reads back to the same bytes. The binary form is a version
--| byte followed by the text, so both forms accept the same values. From PostgreSQL 16 on, input
--| errors are soft: `pg_input_is_valid` and `pg_input_error_info` work.
--|
--| **Arrays and JSON as text.** Drivers send lists and objects as text. `tagset` and `labelset` read an
--| array that begins the text (`{a/b,c}`, each element a path or a label), or a JSON array or object;
--| `factlabel` reads a JSON object. The other types refuse both (22P02, with a hint), so neither is
--| ever stored as a name. A name that begins with a brace is written in quotes, and printed so. Every
--| type takes `varchar` by assignment, and `LIKE` and `ILIKE` match the text form.
--|
--| **NULL.** A function that asks returns NULL if an argument is NULL, unless its description says
--| otherwise. What is assigned back to its own column erases nothing. `||` takes a NULL set, log or
--| rule set for the empty one, and is NULL only between two NULLs. The other operators and functions
--| that change a path, set or log return it unchanged if something else is NULL: `tags - NULL` and
--| `tags & NULL` are `tags`. Queries are conditions. So `&&`, `||` and `tagquery_not` of a NULL query
--| are NULL, and match nothing; write `coalesce` to leave a missing condition out.
--|
--| **Timestamps** within a value or a query are written in ISO 8601 or as PostgreSQL prints them,
--| and need an offset from UTC: `2026-12-31T00:00:00+08:00`. They are printed in UTC, whatever
--| TimeZone and DateStyle say. Infinite timestamps are refused (22003): leave the attribute out
--| instead.
--|
--| **The current time.** Operators never read the clock. To ask as of a timestamp, put it into the
--| query (`tags @@ 'status/vip @ 2026-12-30T00:00:00Z'`). `tagset_matches`, `labelset_matches`,
--| `tagset_rows` and `labelset_rows` default to `now()` instead; if NULL is passed, they ignore
--| time.
--|
--| **Function forms.** Operators have function forms for tools and drivers, which take text
--| instead of factag's types. They are inlined, so they use the same indexes.
--|
--| **Errors** have a detail that says what is wrong and where, and usually a hint that says how to
--| write it.
--|
--| | SQLSTATE | raised for |
--| |---|---|
--| | 22P02 | text that does not follow a type's syntax |
--| | 2201B | a regular expression that no longer compiles, because rule sets were joined or PCRE2 is another version |
--| | 22P03 | binary input that text input would refuse |
--| | 22003 | a number or timestamp out of range |
--| | 22004 | a NULL where none is allowed |
--| | 22023 | an argument that a function does not accept |
--| | 42710 | two rules with the same name |
--| | 54000 | a value beyond a limit; nothing is truncated |
--| | XX001 | a stored value in a layout that this version does not know |

CREATE FUNCTION factag_require_utf8() RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
SELECT factag_require_utf8();
DROP FUNCTION factag_require_utf8();
