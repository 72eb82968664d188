\echo Use "CREATE EXTENSION factag" to load this file. \quit

CREATE FUNCTION factag_require_utf8() RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
SELECT factag_require_utf8();
DROP FUNCTION factag_require_utf8();
