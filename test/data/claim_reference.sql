-- Claim matching in plain SQL, by the rules of the reference: terms by regular expressions, counts by GROUP BY, BM25 by its formula;
-- and random texts, the same for the same number. For temporary objects; what it needs of characters is what the texts have.

-- FNV-1a, 32 bits
CREATE FUNCTION pg_temp.ref_hash(term text) RETURNS bigint IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
    bytes bytea := convert_to(term, 'UTF8');
    h bigint := 2166136261;
BEGIN
    FOR i IN 0 .. octet_length(bytes) - 1 LOOP
        h := ((h # get_byte(bytes, i)) * 16777619) & 4294967295;
    END LOOP;
    RETURN h;
END $$;

-- The text without links, folded. A link begins where a word may: behind a letter it is none.
CREATE FUNCTION pg_temp.ref_fold(body text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT normalize(factag_fold(normalize(regexp_replace(body,
        '(?<![A-Za-z0-9À-ÖØ-öø-ÿа-яА-ЯёЁＡ-Ｚａ-ｚ０-９])(?:[A-Za-z0-9]+://|[Ww][Ww][Ww]\.(?=[A-Za-z0-9])|[A-Za-z0-9]+\.(?=[A-Za-z0-9])(?:[A-Za-z0-9-]+\.)*[A-Za-z]{2,}/)[!#-;=?-[\]_a-z~]*', ' | ', 'g'), NFKC),
        'invisible', 'casefold', 'hans'), NFKC) $$;

-- The terms in order, repeats included: of runs of CJK the bigrams, of words themselves and their 4-grams.
CREATE FUNCTION pg_temp.ref_terms(body text) RETURNS TABLE (n bigint, term text, gram boolean) IMMUTABLE LANGUAGE sql AS $$
    SELECT row_number() OVER (ORDER BY r.n, p.n), p.term, p.gram
    FROM regexp_matches(pg_temp.ref_fold(body), '([ᄀ-ᇿ々〇ぁ-ゖ゛-ゟァ-ヺー-ㆎㆠ-ㆿㇰ-ㇿ㐀-䶿一-鿿가-힣豈-龎𠀀-𪘀]+)|([a-z0-9à-öø-ÿа-яё]+)', 'g') WITH ORDINALITY AS r (run, n),
         LATERAL (SELECT i AS n, substr(run[1], i, 2) AS term, false AS gram FROM generate_series(1, greatest(length(run[1]) - 1, 1)) AS i WHERE run[1] IS NOT NULL
                  UNION ALL SELECT 0, run[2], false WHERE run[2] IS NOT NULL
                  UNION ALL SELECT i, '~' || substr('_' || run[2] || '_', i, 4), true FROM generate_series(1, length(run[2]) - 1) AS i) AS p $$;

CREATE FUNCTION pg_temp.ref_idf(n bigint, df float8) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT ln(1 + (greatest(n, 1) - df + 0.5) / (df + 0.5))';
CREATE FUNCTION pg_temp.ref_cut(n bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT greatest(2, (n + 9999) / 10000)';
CREATE FUNCTION pg_temp.ref_unlisted(n bigint) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT greatest(1, pg_temp.ref_cut(n) / 2.0)';
CREATE FUNCTION pg_temp.ref_hex(hash bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT lpad(to_hex(hash), 8, '0') $$;

-- What the text form of statistics says
CREATE FUNCTION pg_temp.ref_head(stats claimstats) RETURNS TABLE (n bigint, terms bigint, keys bigint) IMMUTABLE LANGUAGE sql AS $$
    SELECT m[1]::bigint, m[2]::bigint, m[3]::bigint FROM regexp_match(stats::text, '^documents=(\d+) terms=(\d+) keys=(\d+)') AS m $$;
CREATE FUNCTION pg_temp.ref_listed(stats claimstats) RETURNS TABLE (hash bigint, df bigint) IMMUTABLE LANGUAGE sql AS $$
    SELECT ('x00000000' || split_part(item, ':', 1))::bit(64)::bigint, split_part(item, ':', 2)::bigint
    FROM unnest((string_to_array(stats::text, ' '))[4:]) AS item $$;

-- A number below "choices" that follows from key and purpose
CREATE FUNCTION pg_temp.pick(key bigint, what int, choices int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT ((hashint8extended(key, what) & 2147483647) % choices)::int';
-- the same, small ones often
CREATE FUNCTION pg_temp.pick_common(key bigint, what int, choices int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT least(choices, floor(exp(ln(choices + 1) * (hashint8extended(key, what) & 2147483647) / 2147483648.0)))::int - 1';
CREATE FUNCTION pg_temp.a_word(i int) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT s[1 + i * 7 % 19] || s[1 + i / 3 % 19] || CASE i % 3 WHEN 0 THEN '' ELSE s[1 + i / 19 % 19] END
    FROM (VALUES ('{a,ba,chi,con,den,e,fi,gra,in,ker,lo,mon,ne,pro,ra,sta,ter,ul,vi}'::text[])) AS v (s) $$;
-- in Chinese, Traditional and Simplified
CREATE FUNCTION pg_temp.a_character(i int) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT substr('的不是人在有了疫苗我這個會可以為臺灣们们台湾对說说醫生病毒網傳网传謠言谣言晶片植入鹽水盐水治療蘋果中國總統大陸國际選舉票價格上漲下跌農民政府發布发布新闻聞電話电话騙詐集團银行錢帳戶轉号號碼警察局長乾干幹后後裏里面麵条條丢瞭了檯颱風风', 1 + i, 1) $$;
-- kind 0: English, 1: Chinese, 2: mixed, with links, signs and other scripts
CREATE FUNCTION pg_temp.a_text(key bigint, kind int) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT string_agg(CASE
        WHEN kind = 2 AND pg_temp.pick(k, 3, 12) = 0 THEN
            (ARRAY['😷', '👨‍👩‍👧', '❤️', '１２３', 'ＣＯＶＩＤ', 'https://t.co/' || pg_temp.pick(k, 4, 99), 'see http://a.example/x?y=1#z。', 'WWW.example.org', 'example.com/path,', 'e.g.', 'Москва', 'МОСКВЫ ёлка',
                   'Straße', 'CAFÉ', E'nai\u0308ve', 'don''t', 'x_y', '5G', '2020年', 'ｶﾞｽ', 'カレー', '한국어', 'ㄅㄆㄇ', '𠀀𠀁', '々', 'costarring', 'liquid', 'ßhttps://a.b/c', 'ftp://x"y', '<b>http://q.r/s</b>', 'a', '0', '１．５',
                   'https://t.co/x這是', '林口https://t.co/y 觀音', 'www.', '://', 'a://', '1.2.3/4', 'x.y/z', 'ab.cd/ef'])[1 + pg_temp.pick(k, 5, 41)] || ' '
        WHEN kind = 0 OR kind = 2 AND pg_temp.pick(key, 6, 3) < 2 AND pg_temp.pick(k, 7, 4) > 0 THEN
            (SELECT CASE pg_temp.pick(k, 8, 9) WHEN 0 THEN upper(w) WHEN 1 THEN initcap(w) ELSE w END FROM pg_temp.a_word(pg_temp.pick_common(k, 9, 700)) AS w)
            || CASE pg_temp.pick(k, 10, 12) WHEN 0 THEN ', ' WHEN 1 THEN '. ' WHEN 2 THEN '-' ELSE ' ' END
        ELSE pg_temp.a_character(pg_temp.pick_common(k, 11, 116)) || CASE pg_temp.pick(k, 12, 14) WHEN 0 THEN '，' WHEN 1 THEN '。' WHEN 2 THEN ' ' ELSE '' END
        END, '' ORDER BY i)
    FROM generate_series(1, 1 + pg_temp.pick(key, 1, 24) * (1 + kind % 2)) AS i, LATERAL (SELECT key * 1000 + i AS k OFFSET 0) AS s $$;
-- a text as others pass it on: all of it, its beginning, its middle, some characters lost, Simplified, something added
CREATE FUNCTION pg_temp.altered(key bigint, body text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE pg_temp.pick(key, 20, 6)
        WHEN 0 THEN body WHEN 1 THEN left(body, length(body) * 6 / 10) WHEN 2 THEN substr(body, 1 + length(body) * 35 / 100, length(body) * 3 / 10)
        WHEN 3 THEN (SELECT coalesce(string_agg(substr(body, i, 1), '' ORDER BY i), '') FROM generate_series(1, length(body)) AS i WHERE pg_temp.pick(key * 1000 + i, 21, 10) > 0)
        WHEN 4 THEN factag_fold(body, 'hans') ELSE pg_temp.a_text(key + 500000, 2) || body END $$;
