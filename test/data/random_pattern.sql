-- Random patterns for pcre2, each with a text that it mostly matches; the same for the same seed.
--
--     \ir ../test/data/random_pattern.sql
--     SELECT pattern, sample, mutated(sample, seed) FROM generate_series(1, 1000) AS seed, random_pattern(seed, 3);
--
-- Lookarounds, conditions and back references may keep a pattern from matching its text, and a
-- few patterns in a hundred do not compile: callers skip these.

-- a number below n that depends on its arguments alone
CREATE FUNCTION pick(seed int8, what int, n int) RETURNS int LANGUAGE sql IMMUTABLE
    RETURN ((hashint8extended(seed, what) & 1073741823) % n)::int;

CREATE FUNCTION pick(seed int8, what int, choices text[]) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN choices[1 + pick(seed, what, cardinality(choices))];

-- the seed of a part
CREATE FUNCTION part_seed(seed int8, part int) RETURNS int8 LANGUAGE sql IMMUTABLE
    RETURN hashint8extended(seed, 1000 + part);

-- another character that is the same regardless of case
CREATE FUNCTION other_case(c text, seed int8) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN coalesce((SELECT pick(seed, 1, string_to_array(s, NULL))
                       FROM unnest(ARRAY[U&'kK\212A', U&'sS\017F', 'iI', 'éÉ', U&'ß\1E9E', U&'\00B5\03BC\039C', U&'\00C5\00E5\212B', U&'\03C9\03A9\2126', 'ǄǅǆǄ', 'Ⱥⱥ', 'вВ', 'αΑ', 'þÞ']) AS s
                      WHERE c <> '' AND strpos(s, c) > 0),
                    CASE WHEN c ~ '^[A-Za-z]$' THEN chr(ascii(c) # 32) ELSE c END);

-- one character, in one of the ways to write it
CREATE FUNCTION random_character(seed int8, flags text, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    c text := pick(seed, 1, string_to_array(U&'abckKsSiIetx17_-éÉß\1E9E\017F\212Aİı\00B5\03BC\039C\00C5\00E5\212B中文疫苗\03C9\03A9\2126вαþǄǅǆȺⱥ .*+?()[]{}^$|\\#/', NULL));
BEGIN
    pattern := CASE pick(seed, 2, 14)
        WHEN 0 THEN '\x{' || to_hex(ascii(c)) || '}'
        WHEN 1 THEN CASE WHEN ascii(c) < 256 THEN '\x' || lpad(to_hex(ascii(c)), 2, '0') END
        WHEN 2 THEN '\N{U+' || to_hex(ascii(c)) || '}'
        WHEN 3 THEN CASE WHEN c NOT IN ('\', '/') THEN '\Q' || c || '\E' END
        WHEN 4 THEN '[' || CASE WHEN c ~ '^[]\\^/ [-]$' THEN '\' ELSE '' END || c || ']' END;
    pattern := coalesce(pattern, CASE WHEN c ~ '^[^[:alnum:]_]$' AND ascii(c) < 128 THEN '\' ELSE '' END || c);
    sample := CASE WHEN flags ~ 'i' AND pick(seed, 3, 2) = 0 THEN other_case(c, seed) ELSE c END;
END $$;

-- a class in brackets and one of its characters
CREATE FUNCTION random_class(seed int8, flags text, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    -- what may stand in a class, then a character of it
    members text[] := ARRAY['a-e', 'c', '0-9', '5', '\w', 'é', '\d', '٣', '\s', chr(160), '\W', '-', '\D', 'x', '\S', 'y', '\h', chr(9), '\xE8-\xEB', 'ê',
        '[:alpha:]', 'q', '[:upper:]', 'Q', '[:lower:]', 'q', '[:punct:]', '!', '[:^alpha:]', '!', '[:word:]', 'z', '[:^lower:]', 'Q', '[:xdigit:]', 'f',
        '\p{L}', 'ö', '\P{L}', '!', '\p{Han}', '文', '\Qk\E', 'k', '\-', '-', '\]', ']', '\x6b', 'k', '\153', 'k', U&'\00B5', U&'\039C', U&'\017F', 's', U&'\212A', 'k', 'İ', 'İ',
        'я', 'я', '中', '中', 'k', 'K', 'S', 's', '.', '.', '|', '|', '\b', chr(8)];
    at int;
    negative bool := pick(seed, 1, 6) = 0;
BEGIN
    pattern := CASE WHEN negative THEN '[^' ELSE '[' END || pick(seed, 2, ARRAY['', '', '', '', '', '', '', '-', ']']);
    FOR i IN 1 .. 1 + pick(seed, 3, 4) LOOP
        at := 1 + 2 * pick(seed, 10 + i, cardinality(members) / 2);
        pattern := pattern || members[at];
        IF sample IS NULL OR pick(seed, 20 + i, 2) = 0 THEN
            sample := members[at + 1];
        END IF;
    END LOOP;
    pattern := pattern || pick(seed, 4, ARRAY['', '', '', '', '', '', '', '', '-]']) || ']';
    pattern := replace(pattern, '-]]', '-]');
    IF negative THEN
        sample := pick(seed, 5, ARRAY['z', 'Q', '7', '€', 'é', 'k', U&'\212A', '!']);
    ELSIF flags ~ 'i' AND pick(seed, 6, 2) = 0 THEN
        sample := other_case(sample, seed);
    END IF;
END $$;

-- what matches one of many characters, or none
CREATE FUNCTION random_escape(seed int8, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    escapes text[] := ARRAY['\d', '5', '\w', 'w', '\s', ' ', '\W', '!', '\D', 'k', '\S', 'K', '\h', chr(12288), '\R', E'\r\n', '\X', E'e\u0301', '\v', E'\n',
        '\N', 'x', '\H', 's', '\V', 'i', '\pL', 'ö', '\p{Lu}', 'K', '\P{Nd}', 'x', '\p{Han}', '文', '\p{^Lu}', 'a', '\cA', E'\x01', '\e', E'\x1b', '\t', E'\t',
        '\101', 'A', '.', 'q', '.', 'é', '\b', ' ', '\b', '', '\B', '', '^', '', '$', '', '\A', '', '\z', '', '\Z', '', '\G', '', '\K', ''];
    at int := 1 + 2 * pick(seed, 1, cardinality(escapes) / 2);
BEGIN
    pattern := escapes[at];
    sample := escapes[at + 1];
END $$;

-- a group of one of pcre2's many kinds, and what refers to it
CREATE FUNCTION random_group(seed int8, depth int, flags text, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    kind int := pick(seed, 1, 22);
    name text := 'n' || pick(seed, 2, 1000000000);
    inner_flags text := CASE kind WHEN 3 THEN flags || 'i' WHEN 4 THEN replace(flags, 'i', '') WHEN 5 THEN flags || 'x' WHEN 6 THEN '' ELSE flags END;
    part record;
    other record;
BEGIN
    SELECT * INTO part FROM random_alternatives(part_seed(seed, 1), depth - 1, inner_flags);
    SELECT * INTO other FROM random_character(part_seed(seed, 2), flags);
    sample := part.sample;
    pattern := CASE kind
        WHEN 0 THEN '(' || part.pattern || ')'
        WHEN 1 THEN '(?>' || part.pattern || ')'
        WHEN 2 THEN '(?|' || part.pattern || ')'
        WHEN 3 THEN '(?i:' || part.pattern || ')'
        WHEN 4 THEN '(?-i:' || part.pattern || ')'
        WHEN 5 THEN '(?x:' || part.pattern || ')'
        WHEN 6 THEN '(?^:' || part.pattern || ')'
        WHEN 7 THEN '(?<' || name || '>' || part.pattern || ')'
        WHEN 8 THEN '(?P<' || name || '>' || part.pattern || ')' || other.pattern || '(?P=' || name || ')'
        WHEN 9 THEN '(?''' || name || '''' || part.pattern || ')' || other.pattern || '\k{' || name || '}'
        WHEN 10 THEN '(?<' || name || '>' || part.pattern || ')' || other.pattern || '(?&' || name || ')'
        WHEN 11 THEN '(' || part.pattern || ')' || other.pattern || '(?-1)'
        WHEN 12 THEN '(' || part.pattern || ')' || other.pattern || '\g{-1}'
        WHEN 13 THEN '(?=' || part.pattern || ')' || other.pattern
        WHEN 14 THEN '(?!' || part.pattern || ')' || other.pattern
        WHEN 15 THEN other.pattern || '(?<=' || pick(seed, 3, ARRAY['a', '\w', 'k|yz', '[ks]', '\b']) || ')'
        WHEN 16 THEN other.pattern || '(?<!' || pick(seed, 3, ARRAY['a', '\d', 'k|yz', '[ks]', '\B']) || ')'
        WHEN 17 THEN '(?<' || name || '>k)?(?(<' || name || '>)' || other.pattern || '|' || replace(part.pattern, '|', '') || ')'
        WHEN 18 THEN '(?(?=' || other.pattern || ')' || replace(part.pattern, '|', '') || ')'
        WHEN 19 THEN '(?(DEFINE)(?<' || name || '>' || part.pattern || '))(?&' || name || ')'
        WHEN 20 THEN pick(seed, 3, ARRAY['(*COMMIT)', '(*PRUNE)', '(*SKIP)', '(*THEN)', '(*ACCEPT)', '(*MARK:a)', '(?#)', '(?#()']) || '(?:' || part.pattern || ')'
        ELSE '(?:' || part.pattern || ')' END;
    sample := CASE
        WHEN kind IN (8, 9, 10, 11, 12) THEN part.sample || other.sample || part.sample
        WHEN kind BETWEEN 13 AND 16 THEN other.sample
        ELSE part.sample END;
END $$;

-- an item with its quantifier
CREATE FUNCTION random_item(seed int8, depth int, flags text, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    low int := pick(seed, 2, 4);
    kind int := pick(seed, 3, 16);
    blank text := CASE WHEN flags ~ 'x' AND pick(seed, 4, 3) = 0 THEN ' ' WHEN pick(seed, 4, 50) = 0 THEN '(?#x)' ELSE '' END;
    part record;
    one record;
BEGIN
    CASE pick(seed, 1, CASE WHEN depth > 0 THEN 12 ELSE 7 END)
        WHEN 0 THEN SELECT * INTO part FROM random_class(part_seed(seed, 1), flags);
        WHEN 1 THEN SELECT * INTO part FROM random_escape(part_seed(seed, 1));
            IF part.sample = '' THEN
                kind := 0;
            END IF;
        WHEN 2, 3, 4, 5, 6 THEN
            -- characters, of which the last one is quantified
            pattern := '';
            sample := '';
            FOR i IN 1 .. pick(seed, 5, 5) LOOP
                SELECT * INTO one FROM random_character(part_seed(seed, 10 + i), flags);
                pattern := pattern || one.pattern || blank;
                sample := sample || one.sample;
            END LOOP;
            SELECT * INTO part FROM random_character(part_seed(seed, 1), flags);
        ELSE SELECT * INTO part FROM random_group(part_seed(seed, 1), depth, flags);
            IF pick(seed, 6, 2) = 0 THEN
                part.pattern := '(?:' || part.pattern || ')';
            ELSE
                kind := 0;
            END IF;
    END CASE;
    pattern := coalesce(pattern, '') || part.pattern || blank || CASE kind
        WHEN 9 THEN '?' WHEN 10 THEN '*' WHEN 11 THEN '+'
        WHEN 12 THEN '{' || low || '}' WHEN 13 THEN '{' || low || ',}' WHEN 14 THEN '{' || low || ',' || low + pick(seed, 7, 3) || '}'
        WHEN 15 THEN '{' || 5 * low || ',' || 5 * low + 2 || '}'
        ELSE '' END || CASE WHEN kind >= 9 THEN pick(seed, 8, ARRAY['', '', '', '', '?', '+']) ELSE '' END;
    sample := coalesce(sample, '') || repeat(part.sample, CASE kind
        WHEN 9 THEN pick(seed, 9, 2) WHEN 10 THEN pick(seed, 9, 3) WHEN 11 THEN 1 + pick(seed, 9, 3)
        WHEN 12 THEN low WHEN 13 THEN low + pick(seed, 9, 2) WHEN 14 THEN low
        WHEN 15 THEN 5 * low
        ELSE 1 END);
END $$;

CREATE FUNCTION random_alternatives(seed int8, depth int, flags text, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    alternatives int := pick(seed, 1, ARRAY['1', '1', '1', '2', '3'])::int;
    chosen int := pick(seed, 2, alternatives);
    flag text;
    item record;
    branch text;
BEGIN
    sample := '';
    FOR i IN 0 .. alternatives - 1 LOOP
        branch := '';
        FOR k IN 1 .. 1 + pick(seed, 10 + i, 3) LOOP
            -- options hold to the end of the group, alternatives included
            IF pick(seed, 100 + 10 * i + k, 25) = 0 THEN
                flag := pick(seed, 200 + 10 * i + k, ARRAY['(?i)', '(?-i)', '(?x)', '(?-x)', '(?^)']);
                flags := CASE flag WHEN '(?i)' THEN flags || 'i' WHEN '(?-i)' THEN replace(flags, 'i', '') WHEN '(?x)' THEN flags || 'x'
                    WHEN '(?-x)' THEN replace(flags, 'x', '') ELSE '' END;
                branch := branch || flag;
            END IF;
            SELECT * INTO item FROM random_item(part_seed(seed, 10 * i + k), depth, flags);
            branch := branch || item.pattern;
            IF i = chosen THEN
                sample := sample || item.sample;
            END IF;
        END LOOP;
        pattern := CASE WHEN i > 0 THEN pattern || '|' ELSE '' END || branch;
    END LOOP;
END $$;

CREATE FUNCTION random_pattern(seed int, depth int, OUT pattern text, OUT sample text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    flags text := pick(seed, 1, ARRAY['', '', 'i', 'i', 'i', 'x', 'ix', 's', 'im']);
BEGIN
    SELECT * INTO pattern, sample FROM random_alternatives(part_seed(seed, 1), depth, flags);
    IF flags <> '' THEN
        pattern := '(?' || flags || ')' || pattern;
    END IF;
END $$;

-- a text with some characters changed, taken away, put in or in another case
CREATE FUNCTION mutated(sample text, seed int) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    at int;
BEGIN
    FOR i IN 1 .. pick(seed, 1, 4) LOOP
        at := 1 + pick(seed, 10 + i, length(sample) + 1);
        sample := CASE pick(seed, 20 + i, 4)
            WHEN 0 THEN overlay(sample PLACING '' FROM at FOR 1)
            WHEN 1 THEN overlay(sample PLACING pick(seed, 30 + i, string_to_array(U&'\212A|\017F|İ|ı|ß|\00B5|\212B|中|é| |_|-|٣|ა|ᲀ|x|9', '|')) FROM at FOR 0)
            WHEN 2 THEN overlay(sample PLACING other_case(substr(sample, at, 1), seed) FROM at FOR 1)
            ELSE overlay(sample PLACING pick(seed, 30 + i, ARRAY[E'\n', E'\t', U&'\00A0', '.', 'a', 'k']) FROM at FOR 1) END;
    END LOOP;
    RETURN sample;
END $$;
