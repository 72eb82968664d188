/*
 * pattern_run.c
 *	  The literal characters of a pattern for folded text; see pattern_run.h.
 *
 * A run is what stands one after another in a pattern, quantifiers aside. It is folded as a
 * text is. What comes out is compared with what its characters become in every text: where
 * both are the same, that is written, else either is an alternative.
 */
#include "rules/pattern_run.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "miscadmin.h"

#include "evasion/evasion.h"

void
pattern_append_ignored(StringInfo out, const RegexToken *token)
{
	if (token->start[0] == '\\')
		appendStringInfoString(out, "(?#)");
	else
		appendBinaryStringInfo(out, token->start, token->end - token->start);
}

void
pattern_run_add(PatternFold *fold, const RegexToken *token)
{
	if (fold->nitems == fold->size)
	{
		fold->size = Max(fold->size * 2, 32);
		fold->items = fold->items ? repalloc(fold->items, fold->size * sizeof(RunItem)) :
			palloc(fold->size * sizeof(RunItem));
	}
	fold->items[fold->nitems++] = (RunItem) {
		.c = token->first, .start = token->start, .end = token->end, .quoted = token->quoted,
		.after = fold->after.len, .after_end = fold->after.len
	};
}

void
pattern_run_add_after(PatternFold *fold, const RegexToken *token)
{
	RunItem    *item = &fold->items[fold->nitems - 1];

	if (token->kind == REGEX_IGNORED)
		pattern_append_ignored(&fold->after, token);
	else if (token->min >= 3 && evasion_shortens(item->c, fold->options))
	{
		char		last = token->end[-1];

		/* three and more of a letter are one or two in folded text */
		if (token->max < 0)
			appendStringInfoString(&fold->after, "{1,");
		else
			appendStringInfo(&fold->after, "{1,%d", token->max);
		appendStringInfoChar(&fold->after, '}');
		if (last != '}')
			appendStringInfoChar(&fold->after, last);
		fold->changed = true;
	}
	else
		appendBinaryStringInfo(&fold->after, token->start, token->end - token->start);
	if (token->kind == REGEX_QUANTIFIER)
	{
		item->optional = token->min == 0 || (item->optional && item->quantified);
		item->quantified = true;
	}
	item->after_end = fold->after.len;
}

static void
write_after(PatternFold *fold, const RunItem *item)
{
	appendBinaryStringInfo(&fold->out, fold->after.data + item->after, item->after_end - item->after);
	if (item->after_end > item->after)
		fold->escape = false;
}

/* Whether both are the same, case aside if that counts for nothing. */
static bool
same_characters(const PatternFold *fold, const pg_wchar *a, int na, const pg_wchar *b, int nb)
{
	if (na != nb)
		return false;
	for (int i = 0; i < na; i++)
	{
		if (a[i] != b[i] && !(fold->caseless && pattern_same_caseless(a[i], b[i])))
			return false;
	}
	return true;
}

static void
write_characters(PatternFold *fold, const pg_wchar *chars, int n)
{
	for (int i = 0; i < n; i++)
		pattern_write_variants(&fold->out, chars[i], fold->options);
}

/* Writes an item as what it becomes in every text. */
static void
write_item(PatternFold *fold, const RunItem *item)
{
	const pg_wchar *image = fold->images.chars + item->image;
	bool		same = same_characters(fold, &item->c, 1, image, item->nimage);
	pg_wchar	c = same ? item->c : item->nimage > 0 ? image[0] : 0;
	PatternSet	set = {0};

	if (item->nimage == 0)
	{
		pattern_branch(fold)->dropped = fold->changed = fold->gap = true;
		/* by its number, it is what the pattern looks for; as it is, it came with a text, as in an emoji */
		if (*item->start == '\\' && !item->quoted && !item->optional)
			pattern_note_missing(fold, item->start);
		return;
	}
	pattern_branch(fold)->solid |= !item->optional;
	if (item->nimage > 1)
	{
		appendStringInfoString(&fold->out, "(?:");
		write_characters(fold, image, item->nimage);
		appendStringInfoChar(&fold->out, ')');
		fold->changed = true;
		write_after(fold, item);
		return;
	}
	pattern_set_add_variants(&set, c, fold->options);
	/* a digit right after \1 or \x4 would be part of it */
	if (fold->escape && set.n == 1 && (item->quoted || !same || fold->gap))
		appendStringInfoString(&fold->out, "(?#)");
	fold->escape = fold->gap = false;
	if (set.n == 1 && same && !item->quoted)
	{
		appendBinaryStringInfo(&fold->out, item->start, item->end - item->start);
		fold->escape = item->start[0] == '\\';
	}
	else
		pattern_write_variants(&fold->out, c, fold->options);
	fold->changed = fold->changed || !same || set.n > 1;
	pfree(set.chars);
	write_after(fold, item);
}

/* Writes two alternatives for the items first to last. */
static void
write_choice(PatternFold *fold, int first, int last, const pg_wchar *folded, int nfolded)
{
	const pg_wchar *image = fold->images.chars + fold->items[first].image;
	int			nimage = fold->items[last].image + fold->items[last].nimage - fold->items[first].image;
	PatternSet	set = {0};

	if (nimage == 1 && nfolded == 1)
	{
		pattern_set_add_variants(&set, image[0], fold->options);
		pattern_set_add_variants(&set, folded[0], fold->options);
		appendStringInfoChar(&fold->out, '[');
		pattern_write_members(&fold->out, &set);
		appendStringInfoChar(&fold->out, ']');
		pfree(set.chars);
	}
	else
	{
		appendStringInfoString(&fold->out, "(?:");
		write_characters(fold, image, nimage);
		appendStringInfoChar(&fold->out, '|');
		write_characters(fold, folded, nfolded);
		appendStringInfoChar(&fold->out, ')');
	}
	fold->escape = false;
	fold->changed = true;
	pattern_branch(fold)->solid |= nimage > 0 && nfolded > 0 && !fold->items[first].optional;
	if (first == last)
		write_after(fold, &fold->items[first]);
}

/* Whether the text in a run is a word of one letter, next to something that may be the rest of it. */
static bool
may_be_longer(const PatternFold *fold, int i)
{
	bool		left = i > 0 ? u_isalpha(fold->items[i - 1].c) : fold->before != REGEX_OTHER;
	bool		right = i + 1 < fold->nitems ? u_isalpha(fold->items[i + 1].c) : fold->next != REGEX_OTHER;

	if ((i > 0 && left) || (i + 1 < fold->nitems && right))
		return false;
	return left || right;
}

/* Writes the items first to last - 1, which are folded together. */
static void
write_block(PatternFold *fold, int first, int last, const pg_wchar *folded, int nfolded)
{
	const RunItem *item = &fold->items[first];
	const pg_wchar *image = fold->images.chars + item->image;
	int			nimage = fold->items[last - 1].image + fold->items[last - 1].nimage - item->image;
	bool		same = same_characters(fold, image, nimage, folded, nfolded);
	bool		quantified = false;
	pg_wchar	look;

	for (int i = first; i < last; i++)
		quantified = quantified || fold->items[i].quantified;
	if (same && last - first == 1 && nimage == 1 &&
		(look = evasion_look(image[0], fold->options)) != 0 && may_be_longer(fold, first))
	{
		write_choice(fold, first, first, &look, 1);
		return;
	}
	/* a lookbehind must have one length */
	if (same || (last - first > 1 && quantified) || (pattern_branch(fold)->lookbehind && nimage != nfolded))
	{
		for (int i = first; i < last; i++)
			write_item(fold, &fold->items[i]);
		return;
	}
	write_choice(fold, first, last - 1, folded, nfolded);
}

/*
 * Writes the items from *first to last - 1, which folding drops. A mark may be on a letter that
 * is not in the run, and is not dropped then.
 */
static void
write_dropped(PatternFold *fold, int *first, int last, bool after_letter)
{
	for (; *first < last; (*first)++)
	{
		if (!after_letter)
			write_block(fold, *first, *first + 1, NULL, 0);
		else
			write_item(fold, &fold->items[*first]);
	}
}

/* Writes the run, folded as a text. */
static void
write_folded(PatternFold *fold)
{
	StringInfoData text;
	int		   *item_at;
	EvasionText folded;
	PatternSet	chars = {0};
	int			first = 0;		/* items of the block being read */
	int			last = 0;
	int			done = 0;		/* characters of chars before the block */
	bool		after_letter = fold->before == REGEX_CLASS || fold->before == REGEX_SET ||
		fold->before == REGEX_CLOSE;

	initStringInfo(&text);
	for (int i = 0; i < fold->nitems; i++)
	{
		unsigned char bytes[8];

		unicode_to_utf8(fold->items[i].c, bytes);
		appendBinaryStringInfo(&text, (char *) bytes, pg_utf_mblen(bytes));
	}
	item_at = palloc((text.len + 1) * sizeof(int));
	for (int i = 0, n = -1; i < text.len; i++)
		item_at[i] = n += (text.data[i] & 0xC0) != 0x80;
	item_at[text.len] = fold->nitems;
	evasion_fold(text.data, text.len, fold->options & ~EVASION_HANS, &folded);

	/* blocks: the least items and folded characters that stand for each other */
	for (int i = 0; i < folded.len;)
	{
		int			at = i;
		UChar32		c;
		int			from;
		int			to;

		CHECK_FOR_INTERRUPTS();
		U8_NEXT_UNSAFE((uint8 *) folded.text, i, c);
		from = item_at[folded.start ? folded.start[at] : (uint32) at];
		to = item_at[folded.end ? folded.end[i - 1] : (uint32) i];
		if (from >= last)
		{
			if (last > first)
				write_block(fold, first, last, chars.chars + done, chars.n - done);
			done = chars.n;
			write_dropped(fold, &last, from, after_letter && chars.n == 0);
			first = from;
		}
		last = Max(last, to);
		pattern_set_add(&chars, c);
	}
	if (last > first)
		write_block(fold, first, last, chars.chars + done, chars.n - done);
	write_dropped(fold, &last, fold->nitems, after_letter ? chars.n == 0 : folded.len == 0);
	pfree(folded.text);
	if (folded.start)
	{
		pfree(folded.start);
		pfree(folded.end);
	}
	pfree(item_at);
	pfree(text.data);
	if (chars.chars)
		pfree(chars.chars);
}

void
pattern_run_write(PatternFold *fold, RegexTokenKind next)
{
	bool		folds = (fold->options & ~EVASION_HANS) != 0;

	fold->next = next;
	fold->images.n = 0;
	for (int i = 0; i < fold->nitems; i++)
	{
		RunItem    *item = &fold->items[i];
		pg_wchar	image[EVASION_EXPANSION];

		CHECK_FOR_INTERRUPTS();
		item->nimage = evasion_image(item->c, fold->options, image);
		item->image = fold->images.n;
		for (int k = 0; k < item->nimage; k++)
			pattern_set_add(&fold->images, image[k]);
	}
	if (fold->nitems > 0 && folds)
		write_folded(fold);
	for (int i = 0; i < fold->nitems && !folds; i++)
		write_item(fold, &fold->items[i]);
	fold->nitems = 0;
	resetStringInfo(&fold->after);
}
