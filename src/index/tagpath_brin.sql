--| ### BRIN
--|
--| `CREATE INDEX ON event USING brin (tag);` keeps the first and the last path of each range of pages.
--| The index is tiny. It helps if the rows of a subtree are near each other on disk, because the table
--| was loaded or clustered in the order of its tags. It serves comparisons, `<@`, `@>` and the literal
--| prefix of `@@`; the rows of each range that it finds are rechecked.

CREATE OPERATOR CLASS tagpath_minmax_ops DEFAULT FOR TYPE tagpath USING brin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS tagpath_minmax_ops USING brin IS 'first and last path of a range of pages, in preorder';
COMMENT ON OPERATOR FAMILY tagpath_minmax_ops USING brin IS 'first and last path of a range of pages, in preorder';
