/*
 * labelset_resolve.c
 *	  Who is believed, of sources that disagree.
 *
 * A source's rank is the first path of the precedence at or above it; unlisted
 * sources, and labels without one, come last. Of what holds about a path and a
 * claim the best rank speaks, within it the latest, an assertion before a
 * denial at one time. Where an assertion speaks, the assertions of its rank
 * stay; where a denial speaks, nothing does, and it silences the ranks below
 * its own at its path and below: on its claim, or on every claim if it has none.
 */
#include "label/labelset.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/timestamp.h"

#include "label/label_holding.h"
#include "text/path.h"

/* a label that holds, or a denial that speaks */
typedef struct Voice
{
	const Label *label;
	int			rank;			/* 0 is the best */
	bool		denial;			/* silences others */
	bool	   *silenced;		/* is silenced by others */
} Voice;

/* the precedence, NULL elements left out */
typedef struct Precedence
{
	int			count;
	struct varlena **paths;
} Precedence;

static Precedence
read_precedence(FunctionCallInfo fcinfo, int argno)
{
	Precedence	precedence = {0};
	ArrayType  *array;
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	if (PG_ARGISNULL(argno))
		return precedence;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	precedence.paths = palloc(sizeof(struct varlena *) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		if (!nulls[i])
			precedence.paths[precedence.count++] = DatumGetTagpathP(elements[i]);
	}
	return precedence;
}

static int
rank_of(const Precedence *precedence, const Label *label)
{
	const char *by;
	int			len;
	int			rank = 0;

	if (!label_has(label, ATTRIBUTE_BY))
		return precedence->count;
	by = attribute_text(label->value[ATTRIBUTE_BY], &len);
	while (rank < precedence->count &&
		   !path_within(by, len, TAGPATH_DATA(precedence->paths[rank]), TAGPATH_LEN(precedence->paths[rank])))
	{
		CHECK_FOR_INTERRUPTS();
		rank++;
	}
	return rank;
}

static int
compare_paths(const Label *a, const Label *b)
{
	return path_compare(a->path, a->len, b->path, b->len);
}

static int
compare_claims(const Label *a, const Label *b)
{
	return label_compare_attribute(ATTRIBUTE_CLAIM, a, b);
}

/* qsort: by path and claim; of those the one that speaks first */
static int
compare_speaking(const void *a, const void *b)
{
	const Voice *x = a;
	const Voice *y = b;
	int			c = compare_paths(x->label, y->label);

	CHECK_FOR_INTERRUPTS();
	if (c == 0)
		c = compare_claims(x->label, y->label);
	if (c == 0)
		c = x->rank - y->rank;
	if (c == 0)
		c = -label_compare_time(x->label, y->label);
	if (c == 0)
		c = label_compare_attribute(ATTRIBUTE_DENY, x->label, y->label);
	return c;
}

/* qsort: by path, denials first */
static int
compare_silencing(const void *a, const void *b)
{
	const Voice *x = a;
	const Voice *y = b;
	int			c = compare_paths(x->label, y->label);

	CHECK_FOR_INTERRUPTS();
	return c ? c : (int) y->denial - (int) x->denial;
}

/* qsort: the same for each claim */
static int
compare_silencing_claim(const void *a, const void *b)
{
	int			c = compare_claims(((const Voice *) a)->label, ((const Voice *) b)->label);

	return c ? c : compare_silencing(a, b);
}

/*
 * Silences what is at or below a denial of a better rank. In preorder the
 * denials above a label are a stack; each keeps the best rank down to itself.
 */
static void
silence(Voice *voices, int n, bool by_claim)
{
	const Voice **above = palloc(sizeof(Voice *) * Max(n, 1));
	int		   *best = palloc(sizeof(int) * Max(n, 1));
	int			depth = 0;

	if (n > 1)
		qsort(voices, n, sizeof(Voice), by_claim ? compare_silencing_claim : compare_silencing);
	for (int i = 0; i < n; i++)
	{
		const Label *label = voices[i].label;

		while (depth > 0 &&
			   (!path_within(label->path, label->len, above[depth - 1]->label->path, above[depth - 1]->label->len) ||
				(by_claim && compare_claims(label, above[depth - 1]->label) != 0)))
			depth--;
		if (voices[i].denial)
		{
			above[depth] = &voices[i];
			best[depth] = depth > 0 ? Min(best[depth - 1], voices[i].rank) : voices[i].rank;
			depth++;
		}
		else if (depth > 0 && best[depth - 1] < voices[i].rank)
			*voices[i].silenced = true;
	}
	pfree(above);
	pfree(best);
}

/* Copies those of the voices that have a claim, or the denials that have none and everything else. */
static int
select_voices(const Voice *voices, int n, bool by_claim, Voice *selected)
{
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		bool		has_claim = label_has(voices[i].label, ATTRIBUTE_CLAIM);

		if (by_claim ? has_claim : !(voices[i].denial && has_claim))
			selected[count++] = voices[i];
	}
	return count;
}

/*
 * Leaves, of voices sorted by who speaks, the denials that speak and the
 * assertions that stay unless silenced; returns their number.
 */
static int
let_speak(Voice *voices, int n)
{
	Voice		speaker = {0};
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		Voice		voice = voices[i];
		bool		denies = label_has(voice.label, ATTRIBUTE_DENY);

		if (!speaker.label || compare_paths(speaker.label, voice.label) != 0 || compare_claims(speaker.label, voice.label) != 0)
		{
			voice.denial = denies;
			speaker = voice;
			voices[count++] = voice;
		}
		else if (!speaker.denial && !denies && voice.rank == speaker.rank)
			voices[count++] = voice;
	}
	return count;
}

PG_FUNCTION_INFO_V1(labelset_resolve);
Datum
labelset_resolve(PG_FUNCTION_ARGS)
{
	Precedence	precedence;
	HoldingReader holds;
	LabelBuilder held;
	LabelBuilder kept;
	Label		label;
	Voice	   *voices;
	Voice	   *selected;
	bool	   *silenced;
	int			n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	precedence = read_precedence(fcinfo, 2);
	label_builder_init(&held, false);
	holding_reader_init_arg(&holds, PG_GETARG_PACKED_P(0), fcinfo, 1);
	while (holding_reader_next(&holds))
	{
		label_take(&holds.reader, &holds.fields, &label);
		label_builder_add(&held, &label);
	}
	n = held.count;
	voices = palloc0(sizeof(Voice) * Max(n, 1));
	selected = palloc(sizeof(Voice) * Max(n, 1));
	silenced = palloc0(sizeof(bool) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		voices[i].label = &held.labels[i];
		voices[i].rank = rank_of(&precedence, &held.labels[i]);
	}
	if (n > 1)
		qsort(voices, n, sizeof(Voice), compare_speaking);
	for (int i = 0; i < n; i++)
		voices[i].silenced = &silenced[i];
	n = let_speak(voices, n);
	silence(selected, select_voices(voices, n, false, selected), false);
	silence(selected, select_voices(voices, n, true, selected), true);

	label_builder_init(&kept, false);
	for (int i = 0; i < n; i++)
	{
		if (!voices[i].denial && !*voices[i].silenced)
			label_builder_add(&kept, voices[i].label);
	}
	PG_RETURN_POINTER(label_builder_finish(&kept));
}
