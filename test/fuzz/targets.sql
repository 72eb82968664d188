-- What ./run fuzz runs: functions of text or bytea in schema fuzz, each a target. An input may be
-- refused with an error that a user can be told; ASSERT says what must hold of all others.
-- The parts of an input are separated by zero bytes.

CREATE SCHEMA fuzz;
CREATE FUNCTION fuzz_run(target regprocedure, options text[]) RETURNS void AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_receive(type regtype, message bytea) RETURNS text AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, tags tagset, query tagquery, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, tags tagset, query tagpath, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, tags tagset, query tagset, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, labels labelset, query tagquery, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, query tagquery, tags tagset, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, query tagquery, path tagpath, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;
CREATE FUNCTION fuzz_gin(type text, query tagquery, labels labelset, answer boolean, strategy integer) RETURNS boolean AS '$libdir/factag_fuzz' LANGUAGE C STRICT;

-- text input of each type: what it prints reads back to the same bytes, in binary too

CREATE FUNCTION fuzz.tagpath(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v tagpath := input; w tagpath := v::text; x tagpath := fuzz_receive('tagpath', tagpath_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = w AND tagpath_hash(v) = tagpath_hash(w) AND v <@ w AND v @> w, 'comparison';
    ASSERT tagpath_make(VARIADIC tagpath_segments(v)) = v, 'segments';
    ASSERT tagpath_parent(v) IS NULL OR (tagpath_parent(v) @> v AND tagpath_append(tagpath_parent(v), tagpath_leaf(v)) = v), 'parent and leaf';
    ASSERT v @@ ('=' || tagquery_term(v)::text)::tagquery, 'a path as a query';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.tagset(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v tagset := input; w tagset := v::text; x tagset := fuzz_receive('tagset', tagset_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = v::jsonb::tagset, 'jsonb';
    ASSERT v::text[]::tagset::text[] = v::text[], 'array';
    ASSERT v = w AND tagset_hash(v) = tagset_hash(w) AND v @> w, 'comparison';
    ASSERT v = v || v, 'union with itself';
    ASSERT tagset_count(v - v) = 0, 'difference with itself';
    ASSERT (SELECT count(*) FROM tagset_rows(v, NULL)) = tagset_count(v), 'rows';
    ASSERT tagset_expand(v) @> v AND v @> tagset_leaves(v), 'expand and leaves';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.tagquery(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v tagquery := input; w tagquery := v::text; x tagquery := fuzz_receive('tagquery', tagquery_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = w AND tagquery_hash(v) = tagquery_hash(w), 'comparison';
    PERFORM tagquery_terms(v);
    ASSERT tagquery_not(tagquery_not(v)) = v, 'negation';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.factverdict(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v factverdict := factverdict_from_rating(input);
BEGIN
    ASSERT v IS NULL OR v::text::factverdict = v, 'the verdict of a rating';
    PERFORM factverdict_from_rating(input, input, input), factverdict_rating_key(input), factverdict_rating_publisher(input),
            factverdict_title(coalesce(v, 'false'), input), claimreview_key(input);
    v := input;
    ASSERT v::text::factverdict = v AND fuzz_receive('factverdict', factverdict_send(v))::factverdict = v, 'print and read';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.factlabel(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v factlabel := input; w factlabel := v::text; x factlabel := fuzz_receive('factlabel', factlabel_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = v::jsonb::factlabel, 'jsonb';
    ASSERT v = w AND factlabel_hash(v) = factlabel_hash(w), 'comparison';
    ASSERT v = factlabel_make(factlabel_path(v), factlabel_verdict(v), factlabel_score(v), factlabel_by(v), factlabel_claim(v), factlabel_at(v),
                                        factlabel_seen(v), factlabel_until(v), factlabel_neg(v), factlabel_deny(v), factlabel_said(v), factlabel_ref(v)), 'parts';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.labelset(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v labelset := input; w labelset := v::text; x labelset := fuzz_receive('labelset', labelset_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = v::jsonb::labelset, 'jsonb';
    ASSERT v = w AND labelset_hash(v) = labelset_hash(w), 'comparison';
    ASSERT v = v || v, 'union with itself';
    PERFORM labelset_live(v, '2026-06-01'), labelset_tags(v, NULL), labelset_tags(v, '2026-06-01'), labelset_prune(v, '2026-06-01'),
            labelset_resolve(v, NULL, NULL), labelset_resolve(v, '2026-06-01', '{human,auto}');
    ASSERT (SELECT count(*) FROM labelset_rows(v, NULL)) = labelset_count(v), 'rows';
    ASSERT (SELECT count(*) FROM labelset_spans(v) WHERE holds_from <= '2026-06-01' AND holds_to > '2026-06-01') = (SELECT count(*) FROM labelset_rows(v, '2026-06-01')), 'spans';
    PERFORM FROM labelset_history(v, 'a');
    RETURN true;
END $$;

CREATE FUNCTION fuzz.ruleset(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v ruleset := input; w ruleset := v::text; x ruleset := fuzz_receive('ruleset', ruleset_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = w AND ruleset_hash(v) = ruleset_hash(w), 'comparison';
    ASSERT (SELECT count(*) FROM ruleset_rules(v)) = ruleset_count(v), 'rules';
    ASSERT v = v || ''::ruleset, 'joined with nothing';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.tagtaxonomy(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v tagtaxonomy := input; w tagtaxonomy := v::text; x tagtaxonomy := fuzz_receive('tagtaxonomy', tagtaxonomy_send(v)); n bigint;
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = w AND tagtaxonomy_hash(v) = tagtaxonomy_hash(w), 'comparison';
    ASSERT v = v || ''::tagtaxonomy, 'joined with nothing';
    SELECT count(*) INTO n FROM taxonomy_terms(v, 'zh-TW');
    ASSERT n = (SELECT count(*) FROM taxonomy_terms(v || v)), 'joined with itself';
    ASSERT (SELECT count(*) FROM taxonomy_terms(v) WHERE NOT EXISTS (SELECT FROM taxonomy_problems(tag::tagpath::tagset, v) WHERE problem IN ('unknown', 'name', 'alias'))) = n, 'its own tags are known';
    RETURN true;
END $$;

-- a taxonomy, and a set or query
CREATE FUNCTION fuzz.taxonomy(lines text, tags text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE t tagtaxonomy := lines; v tagset := tags; m tagset := taxonomy_apply(v, t); i tagset := taxonomy_apply(v, t, NULL, true);
BEGIN
    ASSERT taxonomy_valid(v, t) = NOT EXISTS (SELECT FROM taxonomy_problems(v, t) WHERE severity = 'error'), 'valid';
    ASSERT NOT EXISTS (SELECT FROM taxonomy_problems(v, t) WHERE hint IS NULL OR problem IS NULL), 'hints';
    ASSERT i @> m, 'implied';
    PERFORM taxonomy_apply(v, t, '2026-06-01', true);
    RETURN true;
END $$;

CREATE FUNCTION fuzz.taxonomy_query(lines text, query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE t tagtaxonomy := 'open: true' || replace(lines, 'open', 'x'); q tagquery := query; e tagquery := taxonomy_expand(q, t); part record;
BEGIN
    ASSERT e::text::tagquery = e, 'print and read';
    -- a literal term of the expansion, as an element, has a meaning that the query asks for
    IF q::text !~ '[@!\[]' THEN
        FOR part IN SELECT term FROM tagquery_terms(e) AS term WHERE term !~ '[=*~\[]' LIMIT 5 LOOP
            ASSERT part.term::tagpath::tagset @@ e = (part.term::tagset @@ e), 'a path';
        END LOOP;
    END IF;
    PERFORM FROM taxonomy_query_problems(q, t);
    RETURN true;
END $$;

CREATE FUNCTION fuzz.labelpolicy(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v labelpolicy := input; w labelpolicy := v::text; x labelpolicy := fuzz_receive('labelpolicy', labelpolicy_send(v));
BEGIN
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = w AND labelpolicy_hash(v) = labelpolicy_hash(w), 'comparison';
    ASSERT v = v || ''::labelpolicy, 'joined with nothing';
    ASSERT policy_error(input) IS NULL, 'policy_error';
    ASSERT NOT EXISTS (SELECT FROM policy_rules(v, 'zh-TW') WHERE (kind IN ('rule', 'exemption')) <> (condition IS NOT NULL) OR condition::tagquery::text <> condition OR shadowed_by = name), 'rules';
    RETURN true;
END $$;

-- two policies: joined, both keep their lines, whatever the order
CREATE FUNCTION fuzz.policy_join(a text, b text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v labelpolicy := a || E'\nfree: x'; w labelpolicy := b || E'\nladder y: z'; j labelpolicy; k labelpolicy;
BEGIN
    BEGIN
        j := v || w;
    EXCEPTION WHEN invalid_parameter_value OR duplicate_object OR program_limit_exceeded THEN
        RETURN true;
    END;
    k := w || v;
    ASSERT j::text::labelpolicy = j AND j = policy_agg(p ORDER BY i) FROM (VALUES (1, v), (2, w)) AS t (i, p), 'print and read';
    ASSERT (SELECT array_agg((kind, name, condition, outputs) ORDER BY kind, name) FROM policy_rules(j) WHERE kind IN ('rule', 'exemption', 'ladder'))
         = (SELECT array_agg((kind, name, condition, outputs) ORDER BY kind, name) FROM policy_rules(k) WHERE kind IN ('rule', 'exemption', 'ladder')), 'any order';
    ASSERT (SELECT count(*) FROM policy_rules(j) WHERE kind IN ('rule', 'exemption')) =
        (SELECT count(*) FROM policy_rules(v) WHERE kind IN ('rule', 'exemption')) + (SELECT count(*) FROM policy_rules(w) WHERE kind IN ('rule', 'exemption')), 'every rule';
    RETURN true;
END $$;

-- A policy, and a log that is the content's, the actor's and the context's, and whose tags are facts: what is
-- decided is what the explanation says; and without trust and facts a rule is met if the log meets its condition.
CREATE FUNCTION fuzz.policy_decide(lines text, log text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    p labelpolicy := lines || E'\nfree: fuzz\nlast: ** -> fuzz'; l labelset := log; facts tagset := labelset_tags(l, NULL); t timestamptz; d labelset; found text[]; told text[]; stands labelset;
BEGIN
    -- without a timestamp last, where much is refused
    FOREACH t IN ARRAY '{2026-06-01,NULL}'::timestamptz[] LOOP
        d := policy_decide(l, p, t, l, l, facts);
        SELECT array_agg(DISTINCT label ORDER BY label) INTO found FROM labelset_rows(d, NULL);
        SELECT array_agg(DISTINCT o ORDER BY o) INTO told FROM policy_explain(l, p, t, l, l, facts), unnest(outputs) AS o WHERE outcome = 'decides';
        ASSERT found IS NOT DISTINCT FROM told, 'explained';
        ASSERT d = policy_decide(l, p::text, t, l, l, facts), 'the same as text';
        ASSERT NOT EXISTS (SELECT FROM policy_explain(l, p, t, l, l, facts) AS e WHERE (outcome = 'not met') <> (cardinality(missing) > 0) OR (outcome = 'exempted') <> (cardinality(exempted_by) > 0)
                           OR outcome <> 'not met' AND labelset_count(because) + tagset_count(because_facts) = 0), 'columns';
        stands := labelset_live(l, t);
        IF NOT EXISTS (SELECT FROM policy_rules(p) WHERE kind = 'option' AND name IN ('trust', 'facts')) AND NOT l @@ 'actor | context' AND NOT l @@ 'actor[deny] | context[deny]' THEN
            ASSERT NOT EXISTS (SELECT FROM policy_explain(l, p, t) AS e JOIN policy_rules(p) AS r ON r.kind = 'rule' AND r.name = e.rule WHERE (outcome <> 'not met') <> labelset_matches(stands, r.condition, t)), 'conditions';
        END IF;
    END LOOP;
    RETURN true;
END $$;


\echo
CREATE FUNCTION fuzz.idset(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v idset; w idset; x idset; few boolean;
BEGIN
    -- runs of many blocks take time, and are tested elsewhere
    IF input ~ '-\s*\d{9}' THEN RETURN true; END IF;
    v := input;
    w := v::text;
    x := fuzz_receive('idset', idset_send(v));
    few := idset_count(v) <= 10000;
    ASSERT v = w, 'print and read';
    ASSERT v = x, 'send and receive';
    ASSERT v = w AND idset_hash(v) = idset_hash(w), 'comparison';
    ASSERT v = v | v AND v = v & v AND v - v = '{}' AND v - '{}' = v, 'with itself and nobody';
    ASSERT v = idset_from_roaring(idset_to_roaring(v)), 'Roaring';
    ASSERT idset_common_count(v, w) = idset_count(v) AND (v && w) = (v <> '{}'), 'in common';
    IF few THEN
        ASSERT v = v::bigint[]::idset AND v = v::jsonb::idset AND idset_count(v) = cardinality(v::bigint[]), 'array';
        ASSERT v::bigint[] = ARRAY(SELECT idset_ids(v)) AND v::bigint[] = ARRAY(SELECT DISTINCT unnest(v::bigint[]) ORDER BY 1), 'ids';
        ASSERT (SELECT bool_and(v @> id AND id <@ v AND v - ARRAY[id]::idset @> id IS FALSE) FROM unnest((v::bigint[])[:20]) AS id) IS NOT FALSE, 'has';
        ASSERT v = coalesce((SELECT idset_agg(id ORDER BY hashint8(id)) FROM idset_ids(v) AS id), '{}'), 'made of its ids';
    END IF;
    RETURN true;
END $$;

-- what is read as a Roaring bitmap, with a bucket that the input gives, too
CREATE FUNCTION fuzz.idset_roaring(input bytea) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v idset; b bytea;
BEGIN
    FOREACH b IN ARRAY ARRAY[input, '\x010000000000000000000000'::bytea || input] LOOP
        BEGIN
            v := idset_from_roaring(b);
            ASSERT v = idset_from_roaring(idset_to_roaring(v)), 'there and back';
            ASSERT v = v::text::idset, 'print and read';
        EXCEPTION WHEN invalid_binary_representation THEN NULL;
        END;
    END LOOP;
    RETURN true;
END $$;

CREATE FUNCTION fuzz.claimstats(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v claimstats := input; w claimstats := v::text; x claimstats := fuzz_receive('claimstats', claimstats_send(v)); q claimquery := claim_query(input, v);
BEGIN
    ASSERT v = w AND v = x AND claimstats_hash(v) = claimstats_hash(w), 'print and read, send and receive';
    ASSERT v || 'documents=0 terms=0 keys=0' = v AND v || NULL = v, 'added to nothing';
    ASSERT (SELECT claim_stats(s) FROM unnest(ARRAY[v]) AS s) = v, 'the only part';
    IF claimstats_documents(v) < 1e9 THEN
        ASSERT claimstats_documents(v || w) = 2 * claimstats_documents(v), 'added to itself';
    END IF;
    ASSERT claim_share(input, q, v) = 1 AND claim_score(input, q) >= 0, 'the text itself';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.claimquery(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v claimquery := input; w claimquery := v::text; x claimquery := fuzz_receive('claimquery', claimquery_send(v));
BEGIN
    ASSERT v = w AND v = x AND claimquery_hash(v) = claimquery_hash(w), 'print and read, send and receive';
    ASSERT (input @~ v) = (v ~@ input) AND claim_score(input, v) >= 0, 'a text beside it';
    RETURN true;
END $$;

-- a post and a claim
CREATE FUNCTION fuzz.claim(one text, other text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE s claimstats; q claimquery; score float8; share float8; terms text[]; loose claimquery;
BEGIN
    SELECT claim_stats(t) INTO s FROM unnest(ARRAY[one, other, 'ab 房地產']) AS t;
    ASSERT s = (SELECT claim_stats(t) FROM unnest(ARRAY['ab 房地產', other, NULL, one]) AS t), 'in any order';
    q := claim_query(one, s);
    loose := claim_query(one, s, 0);
    terms := ARRAY(SELECT claim_terms(other));
    score := claim_score(other, q);
    share := claim_share(other, q, s);
    ASSERT (share IS NULL) = (terms = '{}') AND coalesce(share, 0) BETWEEN 0 AND 1 + 1e-9 AND (score > 0) = (coalesce(share, 0) > 0), 'score and share';
    ASSERT (SELECT abs(coalesce(sum(weight), 0) - score) < 1e-9 * greatest(score, 1) AND coalesce(bool_and(term = ANY (terms)), true) FROM claim_why(other, q)), 'why';
    ASSERT NOT other @~ q OR other @~ loose, 'a greater share has fewer candidates';
    ASSERT NOT other @~ q OR score > 0, 'candidates share something';
    -- more than 31 marks in a row are cut, and not at the same place in each form
    IF length(one) < 8 THEN
        ASSERT claim_query(normalize(one, NFC), s) = q AND claim_query(normalize(one, NFD), s) = q, 'normal forms';
    END IF;
    RETURN true;
END $$;

-- binary input: the first byte chooses the type

CREATE FUNCTION fuzz.receive(input bytea) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    types regtype[] := '{tagpath,tagset,tagquery,factverdict,factlabel,labelset,ruleset,tagtaxonomy,labelpolicy,idset,claimstats,claimquery}';
    type regtype;
BEGIN
    IF length(input) = 0 THEN RETURN true; END IF;
    type := types[1 + get_byte(input, 0) % 12];
    RETURN fuzz_receive(type, substr(input, 2)) IS NOT NULL;
EXCEPTION WHEN data_corrupted THEN
    RETURN false;
END $$;

-- jsonb: casts to each type, and their way back

CREATE FUNCTION fuzz.jsonb(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE j jsonb; tags tagset; label factlabel; labels labelset;
BEGIN
    j := input;
    BEGIN
        tags := j::tagset;
        ASSERT tags::jsonb::tagset = tags, 'tagset';
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN NULL;
    END;
    BEGIN
        label := j::factlabel;
        ASSERT label::jsonb::factlabel = label, 'factlabel';
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN NULL;
    END;
    BEGIN
        labels := j::labelset;
        ASSERT labels::jsonb::labelset = labels, 'labelset';
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN NULL;
    END;
    BEGIN
        labels := labelset_from_self_labels(j, 'did:plc:eeee');
        ASSERT (SELECT bool_and(l.by = 'did/plc/eeee' AND l.verdict IS NULL) FROM labelset_rows(labels, NULL) AS l) IS NOT FALSE, 'self-labels';
    EXCEPTION WHEN data_exception THEN NULL;
    END;
    label := factlabel_from_atproto(j);
    ASSERT factlabel_from_atproto(factlabel_to_atproto(label, 'did:plc:eeee')) = label, 'AT Protocol';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.claimreview(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
    FOR r IN SELECT * FROM claimreview_labels(input::jsonb, 'misinfo') LOOP
        ASSERT r.label IS NOT NULL OR r.problem IS NOT NULL, 'a label or a problem';
        ASSERT r.label IS NULL OR r.label::text::factlabel = r.label, 'print and read';
        BEGIN
            PERFORM claimreview_from_label(r.label, coalesce(r.claim, 'x'), r.claimant, r.url);
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN NULL;
        END;
    END LOOP;
    RETURN true;
END $$;

-- taxonomies of other formats: what is written of a document is always read

CREATE FUNCTION fuzz.taxonomy_import(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE f text; t tagtaxonomy;
BEGIN
    FOREACH f IN ARRAY ARRAY['iab', 'google', 'misp', 'skos-jsonld'] LOOP
        BEGIN
            t := taxonomy_import(input, f, 'a/b', 'zh-TW');
            ASSERT t::text::tagtaxonomy = t, 'print and read';
            ASSERT (SELECT coalesce(bool_and(tag = 'a' OR tag::tagpath <@ 'a/b'), true) FROM taxonomy_terms(t)), 'at or below the root';
        EXCEPTION WHEN data_exception OR program_limit_exceeded OR duplicate_object OR undefined_object THEN
            ASSERT SQLERRM !~ 'tagtaxonomy' OR SQLSTATE = '54000', SQLERRM;
        END;
    END LOOP;
    RETURN true;
END $$;

-- statements of reasons: one is made if nothing is wrong, and it stays as it is

CREATE FUNCTION fuzz.dsa_statement(given text, decision text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    s jsonb;
    book labelpolicy := E'by: p\nladder v: warn [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED|DECISION_ACCOUNT_SUSPENDED]\nfree: strike\n'
        'a [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_HATE_SPEECH; ground="1"; notice-en="One."]: a -> v/warn, strike\n'
        'b [dsa=DECISION_GROUND_ILLEGAL_CONTENT|STATEMENT_CATEGORY_SELF_HARM; ground="2"; notice-de="Zwei."]: b -> v/remove';
    faulty boolean := EXISTS (SELECT FROM dsa_problems(given::jsonb, decision::labelset, book));
BEGIN
    ASSERT NOT EXISTS (SELECT FROM dsa_problems(given::jsonb, decision::labelset, book) GROUP BY field HAVING count(*) > 1), 'one problem a field';
    s := dsa_statement(given::jsonb, decision::labelset, book);
    ASSERT NOT faulty, 'no problems';
    ASSERT s = dsa_statement(s), 'the same again';
    RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
    ASSERT faulty, SQLERRM;
    RETURN true;
END $$;

-- queries: the index's answer is that of a sequential scan

CREATE FUNCTION fuzz.query(query text, tags text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE q tagquery := query; t tagset := tags; later tagquery := tagquery_at(q, '2026-06-01'); answer boolean := t @@ later; p tagpath;
BEGIN
    ASSERT fuzz_gin('tagset', t, later, answer, 5), 'GIN as of a timestamp';
    ASSERT fuzz_gin('tagquery', later, t, answer, 1), 'GIN of the query';
    FOREACH p IN ARRAY t::tagpath[] LOOP
        ASSERT fuzz_gin('tagquery', later, p, p @@ later, 3), 'GIN of the query, asked by a path';
    END LOOP;
    -- refused if it is relative to a timestamp
    answer := t @@ q;
    ASSERT fuzz_gin('tagset', t, q, answer, 5) AND fuzz_gin('tagquery', q, t, answer, 1), 'GIN';
    ASSERT (t @@ tagquery_not(q)) <> answer, 'negation';
    ASSERT (q @@ t) = answer AND (t @@ q::text::tagquery) = answer, 'forms';
    PERFORM tagset_why(t, q);
    ASSERT (SELECT count(*) FROM tagquery_unknown(q, t)) <= (SELECT count(*) FROM tagquery_terms(q)), 'unknown terms';
    ASSERT tagset_matches(t, query, '2026-06-01') = (t @@ later), 'moment';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.label_query(query text, log text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE q tagquery := query; l labelset := log; later tagquery := tagquery_at(q, '2026-06-01'); answer boolean := l @@ later;
BEGIN
    ASSERT fuzz_gin('labelset', l, later, answer, 1), 'GIN as of a timestamp';
    ASSERT fuzz_gin('tagquery', later, l, answer, 2), 'GIN of the query';
    -- refused if it is relative to a timestamp
    answer := l @@ q;
    ASSERT fuzz_gin('labelset', l, q, answer, 1) AND fuzz_gin('tagquery', q, l, answer, 2), 'GIN';
    ASSERT (l @@ tagquery_not(q)) <> answer, 'negation';
    ASSERT (q @@ l) = answer, 'forms';
    PERFORM labelset_why(l, q);
    ASSERT labelset_matches(l, query, '2026-06-01') = (l @@ later), 'moment';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.algebra(one text, other text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE a tagset := one; b tagset := other; p tagpath;
BEGIN
    ASSERT a || b @> a AND a || b @> b, 'union';
    ASSERT (a @> b) = (b <@ a) AND (a && b) = (b && a), 'commutators';
    ASSERT fuzz_gin('tagset', a, b, a @> b, 1) AND fuzz_gin('tagset', a, b, a <@ b, 3) AND fuzz_gin('tagset', a, b, a && b, 4), 'GIN';
    ASSERT tagset_cmp(a, b) = -tagset_cmp(b, a) AND (tagset_cmp(a, b) = 0) = (a = b), 'order';
    ASSERT tagset_distance(a, b) = tagset_distance(b, a) AND tagset_distance(a, b) BETWEEN 0 AND 1, 'distance';
    PERFORM a & b, a - b, (SELECT tagset_union(x) FROM unnest(ARRAY[a, b]) AS x), (SELECT tagset_intersect(x) FROM unnest(ARRAY[a, b]) AS x),
            (SELECT tagset_counts(x) FROM unnest(ARRAY[a, b]) AS x), tagset_live(a, '2026-06-01'), tagset_purge(b, '2026-06-01');
    FOREACH p IN ARRAY b::tagpath[] LOOP
        ASSERT fuzz_gin('tagset', a, p, a @> p, 2), 'GIN of a path';
        PERFORM a - p, tagset_below(a, p), tagset_rebase(a, p, 'x/y');
    END LOOP;
    RETURN true;
END $$;

CREATE FUNCTION fuzz.idset_algebra(one text, other text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE a idset; b idset; e idset := '{-70000--60000,0-65535,100000,131072-140000}';
BEGIN
    IF one || other ~ '-\s*\d{9}' THEN RETURN true; END IF;
    a := one;
    b := other;
    ASSERT (a - b) | (a & b) = a AND (a - b) & b = '{}', 'a part and the rest';
    ASSERT a | b = b | a AND a & b = b & a AND (a && b) = (b && a), 'commutators';
    ASSERT e - (a | b) = (e - a) & (e - b) AND e - (a & b) = (e - a) | (e - b), 'De Morgan';
    ASSERT (a | b) & e = (a & e) | (b & e) AND (a & b) | e = (a | e) & (b | e), 'distribution';
    ASSERT idset_count(a | b) = idset_count(a) + idset_count(b) - idset_common_count(a, b), 'counts';
    ASSERT idset_common_count(a, b) = idset_count(a & b) AND (a && b) = (idset_count(a & b) > 0), 'in common';
    ASSERT idset_cmp(a, b) = -idset_cmp(b, a) AND (idset_cmp(a, b) = 0) = (a = b) AND (a = b) = (a::text = b::text), 'order';
    ASSERT a | b = (SELECT idset_union(x) FROM unnest(ARRAY[a, b]) AS x) AND a & b = (SELECT idset_intersect(x) FROM unnest(ARRAY[a, b]) AS x), 'aggregates';
    IF idset_count(a) <= 10000 THEN
        ASSERT (a & b)::bigint[] = ARRAY(SELECT id FROM idset_ids(a) AS id WHERE b @> id) AND (a - b)::bigint[] = ARRAY(SELECT id FROM idset_ids(a) AS id WHERE NOT b @> id), 'one by one';
        ASSERT a | b = (SELECT idset_union(x) FROM (SELECT b UNION ALL SELECT ARRAY[id]::idset FROM idset_ids(a) AS id) AS t (x)), 'added one by one';
    END IF;
    RETURN true;
END $$;

CREATE FUNCTION fuzz.label_algebra(one text, other text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE a labelset := one; b labelset := other;
BEGIN
    ASSERT a || b = b || a, 'union';
    ASSERT labelset_cmp(a, b) = -labelset_cmp(b, a) AND (labelset_cmp(a, b) = 0) = (a = b), 'order';
    ASSERT a || b = (SELECT labelset_union(x) FROM unnest(ARRAY[a, b]) AS x), 'aggregate';
    PERFORM labelset_refresh(a, 'auto', b, '2026-06-01');
    RETURN true;
END $$;

-- rules: neither the prefilter nor machine code changes what is found

CREATE FUNCTION fuzz_found(document text, rules ruleset) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN ruleset_classify(document, rules)::text || coalesce((SELECT string_agg(m::text, ';') FROM ruleset_matches(document, rules) AS m), '');
EXCEPTION WHEN program_limit_exceeded THEN
    -- where a limit is reached the ways differ
    RETURN NULL;
END $$;
CREATE FUNCTION fuzz_found_without_prefilter(document text, rules ruleset) RETURNS text LANGUAGE plpgsql SET factag.rule_prefilter = off AS $$
BEGIN
    RETURN fuzz_found(document, rules);
END $$;
CREATE FUNCTION fuzz_found_without_jit(document text, rules ruleset) RETURNS text LANGUAGE plpgsql SET factag.pattern_jit = off AS $$
BEGIN
    RETURN fuzz_found(document, rules);
END $$;
CREATE FUNCTION fuzz_compare(document text, rules ruleset) RETURNS void LANGUAGE plpgsql AS $$
DECLARE found text := fuzz_found(document, rules); plain text := fuzz_found_without_prefilter(document, rules); interpreted text := fuzz_found_without_jit(document, rules);
BEGIN
    -- NULL: a limit was reached
    ASSERT coalesce(found = plain, true), 'the prefilter: ' || found || ' / ' || plain;
    ASSERT coalesce(found = interpreted, true), 'machine code: ' || found || ' / ' || interpreted;
END $$;

CREATE FUNCTION fuzz.rules(rules text, document text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE r ruleset := rules; marked text;
BEGIN
    IF r::text ~ 'on-limit' THEN RETURN true; END IF;
    PERFORM fuzz_compare(document, r);
    ASSERT ruleset_test(document, r) = (ruleset_count(r) > 0 AND EXISTS (SELECT FROM ruleset_classify(document, r) AS l WHERE labelset_count(l) > 0)) OR document IS NULL, 'test';
    marked := ruleset_highlight(translate(document, E'\x02\x03', ''), r, E'\x02', E'\x03');
    ASSERT translate(marked, E'\x02\x03', '') = translate(document, E'\x02\x03', ''), 'highlight';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.rules_jsonb(rules text, document text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE r ruleset := rules; j jsonb := document;
BEGIN
    ASSERT ruleset_classify(j, r)::text::labelset = ruleset_classify(j, r), 'print and read';
    PERFORM ruleset_test(j, r);
    RETURN true;
END $$;

CREATE FUNCTION fuzz.pattern(pattern text, document text, flags text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE r ruleset := format(E'fold: %s\nr: /%s/%s -> x', CASE WHEN flags ~ 'f' THEN 'casefold, hans, confusables, repeats, spaced, leet' ELSE 'width, invisible' END,
                            replace(pattern, '/', '\/'), translate(substr(flags, 1, 3), 'f', ''));
        m record;
BEGIN
    PERFORM fuzz_compare(document, r);
    FOR m IN SELECT * FROM ruleset_matches(document, r) LOOP
        ASSERT substr(document, m.start, m.length) = m.match, 'where it matches';
    END LOOP;
    RETURN true;
END $$;

-- folding: text comes out, and a second time nothing changes

CREATE FUNCTION fuzz.fold(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE o text; folded text; every text[] := '{width,invisible,spaced,confusables,hans,leet,casefold,repeats}';
BEGIN
    FOREACH o IN ARRAY every LOOP
        folded := factag_fold(input, o);
        ASSERT convert_from(convert_to(folded, 'UTF8'), 'UTF8') = folded, o || ' makes text';
        ASSERT factag_fold(folded, o) = folded, o || ' a second time: ' || folded || ' / ' || factag_fold(folded, o);
    END LOOP;
    folded := factag_fold(input, VARIADIC every);
    ASSERT convert_from(convert_to(folded, 'UTF8'), 'UTF8') = folded, 'all make text';
    ASSERT factag_fold(folded, VARIADIC every) = folded, 'all a second time: ' || folded || ' / ' || factag_fold(folded, VARIADIC every);
    folded := ruleset_highlight(translate(input, E'\x02\x03', ''), E'fold: width, invisible, spaced, confusables, hans, leet, casefold, repeats\nr: /[a-m]+|\\W+/ -> x', E'\x02', E'\x03');
    ASSERT translate(folded, E'\x02\x03', '') = translate(input, E'\x02\x03', ''), 'where it came from';
    RETURN true;
END $$;

CREATE FUNCTION fuzz.hashtags(input text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v tagset := hashtags(input);
BEGIN
    ASSERT v = v::text::tagset, 'print and read';
    ASSERT v = v || hashtags(input), 'the same again';
    RETURN true;
END $$;
