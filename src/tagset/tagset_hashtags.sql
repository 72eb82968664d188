--| ### Hashtags
--|
--| `hashtags(text)` finds the hashtags in a text and folds each into a tag of one segment:
--| `抵制 #StopHateForProfit ＃疫苗` gives `stophateforprofit, 疫苗`. It follows Unicode's UAX #31
--| (UAX31-R8, extended hashtag identifiers) with this profile:
--|
--| - A hashtag begins with `#`, `﹟` or `＃`, also where that is doubled. It does not begin directly
--|   after a letter, digit, mark or underscore (`abc#def`), unless that belongs to a script
--|   without blanks between words, such as Chinese, Japanese or Thai (`打了#疫苗`). It may begin after
--|   an emoji or a slash.
--| - `#` begins no hashtag directly after `&` (`&#39;`), and no sign does so within a URL, which
--|   reaches from `://` to a blank or another character that no URL contains. The scheme of a URL is no
--|   hashtag: `#http://x.org` has none.
--| - A hashtag consists of letters and digits of any script, marks, underscores, emoji with their
--|   joiners, `+` (`#C++`), `・` and `·`, the zero-width non-joiner of Persian, the Hebrew geresh and the
--|   ditto mark `〃`. A single hyphen of any kind, Hebrew gershayim or maqaf, Tibetan tsheg, wave dash or `～`
--|   may stand between two of these (`#covid-19`, `#צה״ל`, `#メ～テレ`). None of these, nor an underscore, `・`,
--|   `·` or a joiner, belongs to a hashtag at its end. Everything else ends it: blanks, other punctuation,
--|   apostrophes, `*`, `/`.
--| - A sign directly after a hashtag closes it. So Weibo's `#疫苗#` is one hashtag, and `#a#b` is
--|   `a`.
--| - A hashtag must contain a letter or an emoji; `#1` and `#2026` are not hashtags.
--| - A hashtag that cannot be a segment, for example because it is longer than 255 bytes after
--|   folding, is left out. So text from the internet raises no error, except beyond the limits of
--|   a set (54000).
--|
--| Folding drops joiners and variation selectors, as in every tag: `#👨‍👩‍👧` gives `👨👩👧`. To
--| combine hashtags with other tags, write `tags || hashtags(body)`. A generated column keeps them
--| up to date: `tags tagset GENERATED ALWAYS AS (hashtags(body)) STORED`.

CREATE FUNCTION hashtags(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION hashtags(text) IS 'the hashtags in a text as a set; the empty set if there are none';

--| ```sql
--| SELECT hashtags('抵制 #StopHateForProfit ＃疫苗');    -- stophateforprofit, 疫苗
--| ```
