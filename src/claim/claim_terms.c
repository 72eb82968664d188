/*
 * claim_terms.c
 *	  Finding the terms of a text; see claim_terms.h. Runs of ASCII letters and digits are read
 *	  byte by byte, without ICU and without the table of claim_fold.h.
 */
#include "claim/claim_terms.h"

#include <unicode/utf8.h>

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "ascii.h"
#include "claim/claim_fold.h"

/* characters of a word; a longer run of letters is cut into words of so many */
#define WORD_CHARS 256

/* bytes in which the host of a link that has no scheme must end */
#define HOST_BYTES 255

#define GRAM_CHARS 4

/* bytes for characters of a run of CJK, of which the last two are needed */
#define CJK_BYTES 64

#define FNV_BASIS	2166136261u
#define FNV_PRIME	16777619u
#define FNV_GRAM	((FNV_BASIS ^ '~') * FNV_PRIME)	/* after the "~" that a 4-gram begins with */

/* the reading of a text */
typedef struct TermScan
{
	const uint8 *p;
	const uint8 *end;
	bool		grams;
	ClaimTermFunction function;
	void	   *arg;
	uint32		left;			/* terms that still count */
	int			chars;			/* of the word, without the underscores */
	int			len;			/* bytes of the word, with the first underscore */
	int			last;			/* where the last character of a run of CJK begins in the bytes below */
	int			last_len;		/* its bytes, 0 if there is no run */
	uint32		last_hash;		/* its hash value */
	bool		pair;			/* the run has a bigram */
	char		cjk[CJK_BYTES];
	char		word[WORD_CHARS * U8_MAX_LENGTH + 2];
} TermScan;

static inline uint32
fnv(uint32 hash, const char *bytes, int len)
{
	for (int i = 0; i < len; i++)
		hash = (hash ^ (uint8) bytes[i]) * FNV_PRIME;
	return hash;
}

static inline void
emit_hashed(TermScan *scan, uint32 hash, bool gram, const char *text, int len)
{
	if (unlikely(scan->left == 0))
		return;
	scan->left--;
	scan->function(scan->arg, (ClaimTerm) {hash, gram, text, len});
}

static inline void
emit(TermScan *scan, bool gram, const char *text, int len)
{
	emit_hashed(scan, fnv(gram ? FNV_GRAM : FNV_BASIS, text, len), gram, text, len);
}

/* The 4-grams of a word of other characters than ASCII, which are found by their first bytes. */
static void
emit_wide_grams(TermScan *scan)
{
	int			starts[GRAM_CHARS];
	int			chars = 0;

	for (int i = 0; i <= scan->len; i++)
	{
		if (i < scan->len && (scan->word[i] & 0xC0) == 0x80)
			continue;
		if (chars >= GRAM_CHARS)
			emit(scan, true, scan->word + starts[chars % GRAM_CHARS], i - starts[chars % GRAM_CHARS]);
		starts[chars++ % GRAM_CHARS] = i;
	}
}

/* Ends the word that is being read, if there is one. */
static inline void
end_word(TermScan *scan)
{
	if (scan->chars == 0)
		return;
	emit(scan, false, scan->word + 1, scan->len - 1);
	/* 4-grams count among the terms of a text even where they are not asked for */
	if (!scan->grams)
		scan->left -= Min(scan->left, (uint32) scan->chars - 1);
	else if (scan->chars > 1)
	{
		bool		ascii = scan->len - 1 == scan->chars;

		scan->word[scan->len++] = '_';
		if (!ascii)
			emit_wide_grams(scan);
		else
		{
			for (int i = 0; i + GRAM_CHARS <= scan->len; i++)
				emit(scan, true, scan->word + i, GRAM_CHARS);
		}
	}
	scan->chars = 0;
	scan->len = 1;
}

/* Ends the run of CJK that is being read, if there is one. */
static inline void
end_run(TermScan *scan)
{
	if (scan->last_len > 0 && !scan->pair)
		emit_hashed(scan, scan->last_hash, false, scan->cjk + scan->last, scan->last_len);
	scan->last_len = 0;
	scan->pair = false;
}

/* Reads a character of a run of CJK. */
static inline void
put_cjk(TermScan *scan, pg_wchar c)
{
	int			start = scan->last + scan->last_len;
	int			len = 0;
	char	   *bytes;
	uint32		hash;

	end_word(scan);
	if (unlikely(start + U8_MAX_LENGTH > CJK_BYTES))
	{
		memmove(scan->cjk, scan->cjk + scan->last, scan->last_len);
		scan->last = 0;
		start = scan->last_len;
	}
	bytes = scan->cjk + start;
	U8_APPEND_UNSAFE(bytes, len, c);
	hash = fnv(FNV_BASIS, bytes, len);
	if (scan->last_len > 0)
	{
		/* FNV goes from byte to byte, so the hash value of a pair goes on from that of its first character */
		emit_hashed(scan, fnv(scan->last_hash, bytes, len), false, scan->cjk + scan->last, scan->last_len + len);
		scan->pair = true;
	}
	scan->last = start;
	scan->last_len = len;
	scan->last_hash = hash;
}

/* Reads a folded character. */
static inline void
put(TermScan *scan, uint32 entry)
{
	if (entry & CLAIM_CJK)
		put_cjk(scan, entry & CLAIM_FOLDED);
	else if (entry & CLAIM_WORD)
	{
		end_run(scan);
		if (scan->chars == WORD_CHARS)
			end_word(scan);
		U8_APPEND_UNSAFE(scan->word, scan->len, entry & CLAIM_FOLDED);
		scan->chars++;
	}
	else
	{
		end_word(scan);
		end_run(scan);
	}
}

static inline uint32
entry_at(const uint8 *p, int *len)
{
	UChar32		c;

	*len = 0;
	U8_NEXT_UNSAFE(p, *len, c);
	return claim_fold_char(c);
}

/* Whether the character here, if it is not ASCII, may change with the one before it: é may be e and a mark. */
static inline bool
joins_at(const TermScan *scan, const uint8 *p)
{
	int			len;

	return p < scan->end && *p >= 0x80 && entry_at(p, &len) & CLAIM_JOINS;
}

/* Whether a link may go on with a byte. */
static inline bool
is_link_byte(uint8 c)
{
	return c > ' ' && c < 0x7F && strchr("\"<>\\^`{|}", c) == NULL;
}

/* Whether what is here begins a host and a slash: labels with dots between them, the last one of letters. */
static bool
is_host(const uint8 *p, const uint8 *end)
{
	const uint8 *last = Min(end, p + HOST_BYTES);
	bool		letters = true;
	int			label = 0;
	int			dots = 0;

	for (; p < last; p++)
	{
		if (ascii_is_alnum(*p) || *p == '-')
		{
			letters = letters && ascii_is_letter(*p);
			label++;
		}
		else if (*p == '.' && label > 0)
		{
			dots++;
			label = 0;
			letters = true;
		}
		else
			return *p == '/' && dots > 0 && letters && label >= 2;
	}
	return false;
}

/* Whether the run of letters and digits from start to scan->p begins a link. */
static bool
is_link(const TermScan *scan, const uint8 *start)
{
	const uint8 *p = scan->p;

	if (scan->end - p < 2)
		return false;
	if (*p == ':')
		return scan->end - p >= 3 && p[1] == '/' && p[2] == '/';
	if (*p != '.' || !ascii_is_alnum(p[1]) || joins_at(scan, p + 2))
		return false;
	return (p - start == 3 && pg_strncasecmp((const char *) start, "www", 3) == 0) || is_host(start, scan->end);
}

/* Reads a run of ASCII letters and digits, or what is left of it if a word has become full. */
static void
read_ascii_word(TermScan *scan)
{
	const uint8 *start = scan->p;
	bool		first = scan->chars == 0;

	end_run(scan);
	if (scan->chars == WORD_CHARS)
		end_word(scan);
	while (scan->p < scan->end && scan->chars < WORD_CHARS && ascii_is_alnum(*scan->p))
	{
		uint8		c = *scan->p++;

		scan->word[scan->len++] = (char) (ascii_is_upper(c) ? c + ('a' - 'A') : c);
		scan->chars++;
	}
	if (scan->p >= scan->end)
		return;
	if (unlikely(joins_at(scan, scan->p)))
	{
		uint32		folded[CLAIM_PIECE_FOLDED];
		int			n;

		scan->chars--;
		scan->len--;
		scan->p = claim_fold_piece(scan->p - 1, scan->end, folded, &n);
		for (int i = 0; i < n; i++)
			put(scan, folded[i]);
	}
	else if (first && (*scan->p == ':' || *scan->p == '.') && is_link(scan, start))
	{
		scan->chars = 0;
		scan->len = 1;
		while (scan->p < scan->end && is_link_byte(*scan->p) && !joins_at(scan, scan->p + 1))
			scan->p++;
	}
}

/* Reads characters up to the next letter or digit of ASCII, at least one. */
static void
read_others(TermScan *scan)
{
	int			len;
	uint32		entry = entry_at(scan->p, &len);

	do
	{
		const uint8 *next = scan->p + len;
		bool		more = next < scan->end && !ascii_is_alnum(*next);
		uint32		following = more ? entry_at(next, &len) : 0;

		CHECK_FOR_INTERRUPTS();
		if (unlikely(entry & (CLAIM_SEVERAL | CLAIM_JOINS) || following & CLAIM_JOINS))
		{
			uint32		folded[CLAIM_PIECE_FOLDED];
			int			n;

			scan->p = claim_fold_piece(scan->p, scan->end, folded, &n);
			for (int i = 0; i < n; i++)
				put(scan, folded[i]);
			return;
		}
		put(scan, entry);
		scan->p = next;
		if (!more)
			return;
		entry = following;
	} while (scan->left > 0);
}

void
claim_scan(const struct varlena *text, bool grams, ClaimTermFunction function, void *arg)
{
	TermScan		scan;

	scan.p = (const uint8 *) VARDATA_ANY(text);
	scan.end = scan.p + VARSIZE_ANY_EXHDR(text);
	scan.grams = grams;
	scan.function = function;
	scan.arg = arg;
	scan.left = CLAIM_MAX_TERMS;
	scan.chars = 0;
	scan.len = 1;
	scan.word[0] = '_';
	scan.last = 0;
	scan.last_len = 0;
	scan.pair = false;
	while (scan.p < scan.end && scan.left > 0)
	{
		CHECK_FOR_INTERRUPTS();
		if (ascii_is_alnum(*scan.p))
			read_ascii_word(&scan);
		else
			read_others(&scan);
	}
	end_word(&scan);
	end_run(&scan);
}

/* ClaimTermFunction */
static void
add_to_list(void *arg, ClaimTerm term)
{
	ClaimTermList *list = arg;

	if (unlikely(list->n == list->size))
	{
		list->size *= 2;
		list->hashes = repalloc(list->hashes, list->size * sizeof(uint32));
	}
	list->hashes[list->n++] = term.hash;
	list->keys += !term.gram;
}

ClaimTermList
claim_term_list(const struct varlena *text, bool grams)
{
	/* English has little more than a term per byte, Chinese one per three */
	uint32		size = Min(VARSIZE_ANY_EXHDR(text), CLAIM_MAX_TERMS) + 16;
	ClaimTermList list = {palloc(size * sizeof(uint32)), 0, size, 0};

	claim_scan(text, grams, add_to_list, &list);
	return list;
}

/* ClaimTermFunction: a row of claim_terms() */
static void
add_row(void *arg, ClaimTerm term)
{
	ReturnSetInfo *rsinfo = arg;
	text	   *value = palloc(VARHDRSZ + term.gram + term.len);
	Datum		values[1] = {PointerGetDatum(value)};
	bool		nulls[1] = {false};

	SET_VARSIZE(value, VARHDRSZ + term.gram + term.len);
	*VARDATA(value) = '~';
	memcpy(VARDATA(value) + term.gram, term.text, term.len);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(value);
}

PG_FUNCTION_INFO_V1(claim_terms);
Datum
claim_terms(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	claim_scan(PG_GETARG_PACKED_P(0), true, add_row, fcinfo->resultinfo);
	return (Datum) 0;
}
