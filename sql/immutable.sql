\echo == Every function that reads no table is immutable, parallel safe, and says so

SELECT provolatile, proparallel, count(*) > 100 AS many
FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'factag')
  AND proname !~ '_(sel|joinsel|typanalyze|send|recv|is_canonical|version)$'    -- these serve the planner, ANALYZE and the protocol, or depend on versions
  AND proname !~ '^audience_|^identity_(?!rows$|components_)'
GROUP BY provolatile, proparallel;

\echo == One picture of everything that is read and printed, taken under many settings

CREATE FUNCTION pg_temp.picture() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    picture text;
    input text;
BEGIN
    FOREACH input IN ARRAY ARRAY['price[weight=0.1; value=0.30000000000000004; since=2026-07-01T00:00:00+08:00; until=2026-12-31 23:59:59.999999-05:30], a',
                                 'İstanbul, ISTANBUL, ıstanbul, Straße, ΣΊΣΥΦΟΣ, ǅ, é, 興趣／房地產、地區',
                                 'a[value=1e-7], b[value=123456789012345680], c[weight=3.4028235e38], d[value=-0.5; until=0044-03-15T00:00:00Z BC]',
                                 '"a,b", z, Z, ä, Ä, _, -, 1, 10, 9'] LOOP
        picture := concat_ws(E'\n', picture, input::tagset::text, input::tagset::jsonb, input::tagset::text[], input::tagset::tagpath[],
                             tagset_send(input::tagset)::text,
                             extract(epoch FROM tagset_next_until(input::tagset)), tagset_live(input::tagset, '2026-06-30 16:00:00+00')::text,
                             (SELECT string_agg(concat_ws('|', tag, parent, weight::numeric, extract(epoch FROM since)), ',')
                                 FROM tagset_rows(input::tagset, NULL)));
    END LOOP;
    FOREACH input IN ARRAY ARRAY['misinfo/"x]"[verdict=false; score=0.1; by=Agency/AFP; claim="c;1"; at=2026-07-01T00:00:00.5+08:00; seen=2026-07-02 00:00:00-05:30; said="錯誤"], a[neg], b[deny; until=0044-03-15T00:00:00Z BC]',
                                 'spam[score=1e-7; by=İ/Straße], spam[score=0.30000001; by=auto; ref="\\"]'] LOOP
        picture := concat_ws(E'\n', picture, input::labelset::text, input::labelset::jsonb, labelset_send(input::labelset)::text, labelset_live(input::labelset, '2026-06-30 16:00:00.5+00')::text,
                             labelset_tags(input::labelset, NULL)::text, input::labelset @@ 'misinfo[score>=0.1; at<2026-07-01T00:00:00.6+08:00] | spam[score<0.3]'::tagquery,
                             (SELECT string_agg(concat_ws('|', label, verdict, score::numeric, by, claim, extract(epoch FROM at), extract(epoch FROM until), said, holds), ',')
                                 FROM labelset_rows(input::labelset, NULL)));
    END LOOP;
    FOREACH input IN ARRAY ARRAY['a[value>=0.1|0.2', 'İ/Straße & !"ΣΊ"*',
                                 'a[value>=0.1; weight!=0.7|1e-7; until>2026-12-31T00:00:00+08:00] | b @2026-07-01 00:00:00+08', 'i & I & ı & 興趣＆地區'] LOOP
        BEGIN
            picture := concat_ws(E'\n', picture, input::tagquery::text, tagquery_send(input::tagquery)::text, (SELECT string_agg(t, ' ')
                FROM tagquery_terms(input::tagquery) AS t),
                                 tagquery_at(input::tagquery, timestamptz '2026-01-01 00:00:00.5+00')::text,
                                 'istanbul, i[value=1], ı'::tagset @@ input::tagquery);
        EXCEPTION WHEN invalid_text_representation THEN
            picture := concat_ws(E'\n', picture, SQLERRM);
        END;
    END LOOP;
    RETURN concat_ws(E'\n', picture, (SELECT string_agg(p::text, ' < ' ORDER BY p) FROM unnest(ARRAY['b', 'B/a', 'a b', 'a-b', 'ä', 'z', '_', '10',
                                                            '9', 'I', 'ı', '興']::tagpath[]) AS p),
                     tagset_make('a', 0.1, 1e-7, timestamptz '2026-01-01 00:00:00.25+00')::text,
                     factlabel_make('a', 'mostly-true', 0.1, at => timestamptz '2026-01-01 00:00:00.25+00')::text, tagpath_quote('İ;,"x"'), tagpath_split('A.İ.B', '.')::text);
END $$;
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.picture();
\pset format aligned
\pset tuples_only off
CREATE TEMP TABLE before AS SELECT pg_temp.picture();

CREATE FUNCTION pg_temp.changes(setting text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    was text := current_setting(setting);
    result text;
BEGIN
    BEGIN
        PERFORM set_config(setting, value, false);
    EXCEPTION WHEN invalid_parameter_value THEN
        RETURN 'unchanged';         -- a locale that this machine lacks
    END;
    SELECT CASE WHEN b.picture = pg_temp.picture() THEN 'unchanged' ELSE 'CHANGED' END INTO result FROM before AS b;
    PERFORM set_config(setting, was, false);
    RETURN result;
END $$;
SELECT setting, value, pg_temp.changes(setting, value)
FROM (VALUES ('TimeZone', 'UTC'), ('TimeZone', 'Asia/Taipei'), ('TimeZone', 'Asia/Kolkata'), ('TimeZone', 'America/St_Johns'),
             ('TimeZone', 'Pacific/Kiritimati'), ('TimeZone', '-13:45'),
             ('DateStyle', 'ISO, DMY'), ('DateStyle', 'German'), ('DateStyle', 'SQL, DMY'), ('DateStyle', 'Postgres, YMD'),
             ('IntervalStyle', 'iso_8601'), ('IntervalStyle', 'sql_standard'),
             ('extra_float_digits', '3'), ('extra_float_digits', '0'), ('extra_float_digits', '-15'), ('timezone_abbreviations', 'India'),
             ('lc_numeric', 'de_DE.UTF-8'), ('lc_numeric', 'C'), ('lc_time', 'zh_TW.UTF-8'), ('lc_monetary', 'tr_TR.UTF-8'), ('lc_messages', 'C'),
             ('array_nulls', 'off'), ('transform_null_equals', 'on'), ('default_text_search_config', 'simple'),
             ('work_mem', '64kB'), ('jit_above_cost', '0'), ('max_parallel_workers_per_gather', '0'), ('xmloption', 'document')) AS t (setting, value);

\echo == An index expression and a generated column may use them

CREATE TEMP TABLE derived (tags tagset, ends timestamptz GENERATED ALWAYS AS (tagset_next_until(tags)) STORED,
    number int GENERATED ALWAYS AS (tagset_count(tags)) STORED, main tagpath GENERATED ALWAYS AS (((tags::tagpath[])[1])) STORED,
                           CHECK (NOT tags @@ 'forbidden'));
CREATE INDEX ON derived ((tags::text));
CREATE INDEX ON derived ((tags::jsonb));
CREATE INDEX ON derived (tagset_expand(tags)) WHERE tags @@ 'interest & !status/churned';
INSERT INTO derived VALUES ('b, a/c[until=2026-12-31T00:00:00Z]') RETURNING number, main;
INSERT INTO derived VALUES ('forbidden/fruit');
