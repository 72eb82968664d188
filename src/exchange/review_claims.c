/*
 * review_claims.c
 *	  The claims of a ClaimReview; see review_claims.h.
 */
#include "exchange/review_claims.h"

#include "exchange/claim_key.h"
#include "text/lexer.h"

/* names of properties */
#define REVIEWED "claimReviewed"
#define ITEM "itemReviewed"

/* claims that a problem quotes */
#define MAX_QUOTED 5

List *
review_nodes(const JsonldNode *node, const char *property)
{
	List	   *nodes = NIL;
	ListCell   *cell;

	foreach(cell, jsonld_values(node, property))
	{
		JsonldNode *found = palloc(sizeof(JsonldNode));

		if (jsonld_value_node(node, lfirst(cell), found))
			nodes = lappend(nodes, found);
	}
	return nodes;
}

/* whether a list has a text */
static bool
has_text(List *texts, const char *text)
{
	ListCell   *cell;

	foreach(cell, texts)
	{
		if (strcmp(lfirst(cell), text) == 0)
			return true;
	}
	return false;
}

/* the texts of a property, each once */
static List *
distinct_texts(const JsonldNode *node, const char *property)
{
	List	   *texts = NIL;
	ListCell   *cell;

	foreach(cell, jsonld_values(node, property))
	{
		char	   *text = jsonld_text(lfirst(cell));

		if (text && !has_text(texts, text))
			texts = lappend(texts, text);
	}
	return texts;
}

char *
review_authors(Review *review, List *nodes, const char *property)
{
	StringInfoData names;
	List	   *known = NIL;
	ListCell   *cell;
	ListCell   *value;

	initStringInfo(&names);
	foreach(cell, nodes)
	{
		const JsonldNode *node = lfirst(cell);

		foreach(value, jsonld_values(node, property))
		{
			JsonldNode	author;
			char	   *name = jsonld_value_node(node, lfirst(value), &author) ? jsonld_property(&author, "name") : jsonld_text(lfirst(value));

			if (!name || has_text(known, name))
				continue;
			if (names.len + strlen(name) > JSONLD_TEXT)
			{
				review_note(review, "claimants are left out after %d bytes", JSONLD_TEXT);
				return names.len > 0 ? names.data : NULL;
			}
			known = lappend(known, name);
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", name);
		}
	}
	return names.len > 0 ? names.data : NULL;
}

char *
review_claim_text(const JsonldNode *claim)
{
	static const char *const names[] = {"text", "name", "description"};

	for (size_t i = 0; i < lengthof(names); i++)
	{
		char	   *text = jsonld_property(claim, names[i]);

		if (text)
			return text;
	}
	return NULL;
}

/* a claim's text with its key; both may be empty */
typedef struct Wording
{
	const char *text;			/* or NULL */
	char		key[CLAIM_KEY_LENGTH + 1];
} Wording;

/* something that is reviewed */
typedef struct Reviewed
{
	JsonldNode *node;
	Wording		wording;
	bool		is_claim;		/* with a text */
} Reviewed;

static void
set_wording(Wording *wording, const char *text)
{
	wording->text = text;
	if (!text || !claim_key(text, strlen(text), wording->key))
		wording->key[0] = '\0';
}

static bool
same_claim(const Wording *a, const Wording *b)
{
	return a->key[0] && strcmp(a->key, b->key) == 0;
}

/* what is reviewed (Reviewed *) */
static List *
read_items(const Review *review)
{
	List	   *items = NIL;
	ListCell   *cell;

	foreach(cell, review_nodes(&review->node, ITEM))
	{
		Reviewed   *item = palloc(sizeof(Reviewed));

		item->node = lfirst(cell);
		set_wording(&item->wording, review_claim_text(item->node));
		item->is_claim = item->wording.text && jsonld_is(item->node, "Claim");
		items = lappend(items, item);
	}
	return items;
}

/* the claims of claimReviewed (Wording *) */
static List *
read_wordings(const Review *review)
{
	List	   *wordings = NIL;
	ListCell   *cell;

	foreach(cell, distinct_texts(&review->node, REVIEWED))
	{
		Wording    *wording = palloc(sizeof(Wording));

		set_wording(wording, lfirst(cell));
		wordings = lappend(wordings, wording);
	}
	return wordings;
}

/* the nodes of the items, or of those with one claim's text */
static List *
nodes_of(List *items, const Wording *claim)
{
	List	   *nodes = NIL;
	ListCell   *cell;

	foreach(cell, items)
	{
		Reviewed   *item = lfirst(cell);

		if (!claim || same_claim(claim, &item->wording))
			nodes = lappend(nodes, item->node);
	}
	return nodes;
}

static ReviewClaim *
add_claim(List **claims, const char *text, const char *claimant)
{
	ReviewClaim *claim = palloc0(sizeof(ReviewClaim));

	claim->text = text;
	claim->claimant = claimant;
	*claims = lappend(*claims, claim);
	return claim;
}

/*
 * Adds the claims of claimReviewed. Each has the claimants of the items with its text,
 * or, if there is only one claim or one item, of all items.
 */
static void
add_wordings(Review *review, List **claims, List *wordings, List *items)
{
	bool		single = list_length(wordings) == 1 || list_length(items) == 1;
	char	   *everyone = review_authors(review, nodes_of(items, NULL), "author");
	ListCell   *cell;

	foreach(cell, wordings)
	{
		const Wording *wording = lfirst(cell);
		List	   *own = nodes_of(items, wording);
		ReviewClaim *claim = add_claim(claims, wording->text, own != NIL ? review_authors(review, own, "author") : single ? everyone : NULL);

		if (own == NIL && !single && everyone)
			claim->problem = psprintf("the review has %d claims, and does not say which of them is by %s", list_length(wordings), lex_clip(everyone));
	}
}

/* Notes the claims that are reviewed but are not in claimReviewed. */
static void
note_other_claims(Review *review, List *wordings, List *items)
{
	StringInfoData others;
	int			count = 0;
	int			claims = 0;
	ListCell   *cell;
	ListCell   *known;

	initStringInfo(&others);
	foreach(cell, items)
	{
		const Reviewed *item = lfirst(cell);
		bool		is_there = false;

		claims += item->is_claim;
		foreach(known, wordings)
			is_there |= same_claim(lfirst(known), &item->wording);
		if (is_there || !item->is_claim)
			continue;
		if (count < MAX_QUOTED)
			appendStringInfo(&others, "%s\"%s\"", count > 0 ? ", " : "", lex_clip(item->wording.text));
		else if (count == MAX_QUOTED)
			appendStringInfoString(&others, ", …");
		count++;
	}
	/* A single item may word the one claim in another way. */
	if (count > 0 && claims > 1)
		review_note(review, ITEM " has claims that " REVIEWED " lacks: %s", others.data);
}

List *
review_claims(Review *review)
{
	List	   *items = read_items(review);
	List	   *wordings = read_wordings(review);
	List	   *claims = NIL;
	ListCell   *cell;

	if (list_length(wordings) == JSONLD_VALUES || list_length(items) == JSONLD_VALUES)
		review_note(review, "claims are left out after %d", JSONLD_VALUES);
	if (wordings != NIL)
	{
		add_wordings(review, &claims, wordings, items);
		note_other_claims(review, wordings, items);
		return claims;
	}
	foreach(cell, items)
	{
		Reviewed   *item = lfirst(cell);

		if (item->is_claim)
			add_claim(&claims, item->wording.text, review_authors(review, list_make1(item->node), "author"));
	}
	if (claims == NIL)
	{
		review_note(review, "no " REVIEWED);
		add_claim(&claims, NULL, review_authors(review, nodes_of(items, NULL), "author"));
	}
	return claims;
}
