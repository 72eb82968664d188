--| ### Hashtags
--|
--| `hashtags(text)` finds the hashtags of a text, each folded as a tag of one segment:
--| `抵制 #StopHateForProfit ＃疫苗` gives `stophateforprofit, 疫苗`. It follows Unicode's UAX #31
--| (UAX31-R8, extended hashtag identifiers) with a profile:
--|
--| - `#`, `﹟` or `＃` opens a hashtag, `##` as well; not right after a letter, digit, mark or
--|   underscore (`abc#def`), but after a script that has no blanks between words, as Chinese,
--|   Japanese or Thai (`打了#疫苗`); not after `&` (`&#39;`), and in a URL (from `://` to a blank or what no URL may hold) `#` does not.
--|   After an emoji or a slash it does.
--| - It goes on over letters and digits of any script, marks, underscores, emoji with their
--|   joiners, `+` (`#C++`), `・`, and the zero-width non-joiner of Persian. A single `-` goes
--|   between two of these (`#covid-19`), not at the end. Everything else ends it: blanks,
--|   punctuation, apostrophes, `*`, `/`.
--| - A sign right behind closes it, so `#疫苗#` of Weibo is one and `#a#b` is `a`.
--| - It has a letter or an emoji: `#1` and `#2026` are none.
--| - What no segment can be, longer than 255 bytes after folding for one, is left out; a text from
--|   the internet raises no error. Only the limits of a set do (54000).
--|
--| Folding drops joiners and selectors, as in every tag: `#👨‍👩‍👧` gives `👨👩👧`. Beside other tags:
--| `tags || hashtags(body)`; kept in step by the table itself:
--| `tags tagset GENERATED ALWAYS AS (hashtags(body)) STORED`.

CREATE FUNCTION hashtags(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION hashtags(text) IS 'the hashtags of a text, folded, each once; the empty set where there are none';
