--| ## AT Protocol labels
--|
--| `factlabel_from_atproto` reads a label of the AT Protocol (`com.atproto.label.defs#label`), and
--| `factlabel_to_atproto` writes one. Nothing is lost either way: what the other side cannot hold
--| is an error that names the field or attribute.
--|
--| ```sql
--| SELECT factlabel_from_atproto('{"src": "did:plc:abc", "uri": "at://did:plc:xyz/app.bsky.feed.post/1",
--|                                 "val": "spam", "cts": "2026-07-01T08:00:00Z"}') AS label;
--| ```
--| ```
--|                      label                     
--| -----------------------------------------------
--|  spam[by=did/plc/abc; at=2026-07-01T08:00:00Z]
--| ```
--|
--| | AT Protocol | factlabel |
--| |---|---|
--| | `src` | `by`: `did:plc:abc` is `did/plc/abc`, so `by=did` finds all of them. A DID with a capital letter, such as `did:web:localhost%3A8080`, is refused, because folding would change it |
--| | `uri` | not stored: it is the row that has the label. `factlabel_to_atproto` takes it as an argument |
--| | `cid` | `ref`, because it does not identify a label there. A CID of version 0 (`Qm…`) is none there |
--| | `val` | the path; slashes separate segments. A value that folding would change, such as `Spam`, is refused |
--| | `neg` | `neg` |
--| | `cts`, `exp` | `at`, `until`, to the microsecond. A time has a year of four digits, seconds and an offset. Year `0000` is 1 BC |
--| | `ver`, `sig`, `$type` | the version must be 1. The signature covers the original bytes and is not stored; verify it before reading the label |
--|
--| `verdict`, `score`, `claim`, `seen`, `deny` and `said` do not exist there. If labels are merged
--| into one log per uri, they follow the protocol's rules: for each source and value the label
--| with the latest `cts` takes effect, `neg` withdraws without asserting the opposite, and nothing
--| is in effect after `exp`.
--|
--| `factlabel_from_atproto` raises 22P02 for something that is not such a label, and 22023 for one
--| that a factlabel cannot hold. `factlabel_to_atproto` raises 22023 for a factlabel that such a
--| label cannot hold.

CREATE FUNCTION factlabel_from_atproto(label jsonb, seen timestamptz DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_from_atproto(jsonb, timestamptz) IS 'the AT Protocol label as a factlabel, with seen as given';
CREATE FUNCTION factlabel_to_atproto(label factlabel, uri text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_to_atproto(factlabel, text) IS 'the factlabel as an unsigned AT Protocol label about the uri';

--| ```sql
--| SELECT factlabel_to_atproto('spam[by=did/plc/xyz; at=2026-07-01T08:00:00Z]', 'at://did:plc:abc/app.bsky.feed.post/1');    -- {"cts": "2026-07-01T08:00:00Z", "src": "did:plc:xyz", "uri": "at://did:plc:abc/app.bsky.feed.post/1" …
--| ```

--| ### Self-labels
--|
--| `labelset_from_self_labels` reads what the author of a record says of it
--| (`com.atproto.label.defs#selfLabels`): the record, or its field `labels`. Such labels have no source and no
--| time of their own, so the source is the author, and the time is the third argument, or else the record's
--| `createdAt`. A record without labels gives the empty log.
--|
--| ```sql
--| SELECT labelset_from_self_labels('{"$type": "app.bsky.feed.post", "text": "…", "createdAt": "2026-07-01T08:00:00Z",
--|     "labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "nudity"}, {"val": "graphic-media"}]}}',
--|     'did:plc:xyz') AS labels;
--| ```
--| ```
--|                                                   labels                                                  
--| ----------------------------------------------------------------------------------------------------------
--|  graphic-media[by=did/plc/xyz; at=2026-07-01T08:00:00Z], nudity[by=did/plc/xyz; at=2026-07-01T08:00:00Z]
--| ```
--|
--| An edited record has the labels that are left. `labelset_refresh` withdraws the others:
--|
--| ```sql
--| UPDATE post SET labels = labelset_refresh(labels, 'did/plc/xyz', labelset_from_self_labels(record, 'did:plc:xyz', edited), edited);
--| ```
--|
--| It raises 22P02 and 22023 as `factlabel_from_atproto` does.

CREATE FUNCTION labelset_from_self_labels(record jsonb, author text, at timestamptz DEFAULT NULL, seen timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION labelset_from_self_labels(jsonb, text, timestamptz, timestamptz) IS 'what the record says of itself by AT Protocol self-labels, by the author''s DID, at the time, else its createdAt';
