--| ## AT Protocol labels
--|
--| `factlabel_from_atproto` reads a label of the AT Protocol (`com.atproto.label.defs#label`),
--| `factlabel_to_atproto` writes one. There and back nothing is lost; what the other side cannot
--| hold is an error that names the field or attribute.
--|
--| | theirs | ours |
--| |---|---|
--| | `src` | `by`: `did:plc:abc` is `did/plc/abc`, so that `by=did` finds all of them |
--| | `uri` | not kept: the row on which the label lies. `factlabel_to_atproto` takes it |
--| | `cid` | `ref`: it is not part of what identifies a label there |
--| | `val` | the path; slashes separate segments. A value that folding would change ("Spam") is refused |
--| | `neg` | `neg` |
--| | `cts`, `exp` | `at`, `until`, to the microsecond |
--| | `ver`, `sig`, `$type` | version 1; the signature is of their bytes and is not kept: check it before |
--|
--| `verdict`, `score`, `claim`, `seen`, `deny` and `said` have no place there. Merged per uri, such
--| labels obey the protocol's rules: of one source and value the latest `cts` speaks, `neg` withdraws
--| without asserting the opposite, and after `exp` nothing holds.

CREATE FUNCTION factlabel_from_atproto(label jsonb, seen timestamptz DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_from_atproto(jsonb, timestamptz) IS 'an AT Protocol label as a factlabel, learnt of when seen says; 22P02 for what is no such label, 22023 for what a factlabel cannot hold';
CREATE FUNCTION factlabel_to_atproto(label factlabel, uri text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_to_atproto(factlabel, text) IS 'a factlabel as an AT Protocol label about uri, unsigned; 22023 for what such a label cannot hold';
