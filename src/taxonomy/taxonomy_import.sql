--|@section tagtaxonomy
--|
--| ### Importing taxonomies
--|
--| `taxonomy_import` makes a taxonomy of a list that others publish: tags at and below the root, with
--| titles. Codes of the publisher become aliases below `ROOT-id`, so rows that are tagged with codes mean
--| the tags.
--|
--| ```sql
--| SELECT taxonomy_import(E'Unique ID\tParent\tName\n150\t\tAttractions\n151\t150\tTheme Parks\n', 'iab', 'iab');
--| ```
--| ```
--|  iab/attractions [title-en="Attractions"]                        +
--|  iab/attractions/theme parks [title-en="Theme Parks"]            +
--|                                                                  +
--|  iab-id/150 -> iab/attractions                                   +
--|  iab-id/151 -> iab/attractions/theme parks
--| ```
--|
--| In psql, `` \set document `cat list.tsv` `` reads a file of your machine and `:'document'` is its text. On the
--| server it is `pg_read_file`.
--|
--| | format | document | |
--| |---|---|---|
--| | `iab` | IAB's lists: columns between tabs, `Unique ID`, `Parent`, `Name`, `Tier 1` to `Tier n`, or `IAB Code`, `Tier`, `IAB Category` | The path goes along `Parent`. Without that column, `Tier` tells the level, or the tier columns are the path. Other columns become `x-…`, such as `x-extension=SCD` |
--| | `google` | Google's product categories: `166 - Apparel & Accessories > Shoes` | Lines without IDs are read too |
--| | `misp` | a `machinetag.json` of MISP | The root stands for the namespace: `ns:predicate="value"` becomes `root/predicate/value`. `expanded` becomes the title, all else `x-…`. `exclusive` stands where MISP compares: at the root for tags `ns:predicate`, at the predicate for its values. Where the root also has predicates with values, a `must` says it. As in MISP, `tlp:white` means `tlp:clear` |
--|
--| One example of each other format:
--|
--| ```sql
--| SELECT taxonomy_import(E'# version 1\n8 - Media\n784 - Media > Books\n', 'google', 'google');
--| ```
--| ```
--|  # version 1                                                     +
--|  google/media [title-en="Media"]                                 +
--|  google/media/books [title-en="Books"]                           +
--|                                                                  +
--|  google-id/8 -> google/media                                     +
--|  google-id/784 -> google/media/books
--| ```
--| ```sql
--| SELECT taxonomy_import('{"namespace": "risk", "predicates": [{"value": "level", "exclusive": true}],
--|     "values": [{"predicate": "level", "entry": [{"value": "high", "expanded": "High"}, {"value": "low"}]}]}', 'misp', 'risk');
--| ```
--| ```
--|  risk [x-namespace="risk"]                                       +
--|  risk/level [exclusive]                                          +
--|  risk/level/high [title-en="High"]                               +
--|  risk/level/low
--| ```
--|
--| `lang` is the language of the names.
--|
--| **What contradicts itself.** Nothing is lost: the first statement counts, and a comment on the tag's line tells
--| where another one stands and what it says. So it is with tier columns that do not agree with the
--| path, parents that are missing, codes given twice, and second values of an attribute. A name that stands twice
--| below one parent is one tag with both codes.
--|
--| **Errors** name the line or the tag: syntax, and names that cannot be a segment (22P02); names, paths and
--| documents that are too long (54000); an unknown format or language, and circles of `Parent` (22023).

CREATE FUNCTION taxonomy_import(document text, format text, root tagpath, lang text DEFAULT 'en') RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION taxonomy_import(text, text, tagpath, text) IS 'the taxonomy in a document of another format (iab, google, misp), at and below the root';
CREATE FUNCTION taxonomy_import(document text, format text, root text, lang text DEFAULT 'en') RETURNS tagtaxonomy
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN taxonomy_import(document, format, root::tagpath, lang);
COMMENT ON FUNCTION taxonomy_import(text, text, text, text) IS 'the taxonomy in a document of another format, at and below the root, which is read from text';
